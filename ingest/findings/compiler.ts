import type { Grammar } from "./grammar.ts";

/** `FILE:LINE[:COLUMN]: error: MESSAGE [-Wtag]`, as gcc, clang, shellcheck -f gcc and many others write it. */
const LINE = /^(?!\d+:)([^\s:][^:]*:\d+(?::\d+)?): (fatal error|error|warning|note): (.*)$/s;

const TAG = /^(.*) \[(?:-W)?([^\s\][]+)\]$/s;

/** What compilers print, and the linters that write as they do. */
export const compiler: Grammar = (line) => {
  const [, subject, word, text] = LINE.exec(line) ?? [];
  if (subject === undefined || word === undefined || text === undefined) return null;
  const [, message = text, tag = null] = TAG.exec(text) ?? [];
  return {
    severity: word === "note" ? "info" : word === "warning" ? "warning" : "error",
    tag,
    message,
    subject,
  };
};
