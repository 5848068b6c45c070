import type { Grammar } from "./grammar.ts";

const SEVERITIES = { E: "error", W: "warning", I: "info" } as const;

/** `SUBJECT: E: TAG DETAILS`, where the subject is `name.arch`, `name.arch:LINE`, a spec file or `(none)`; a badness that
    the configuration gives stands behind the tag. */
const LINE = /^(\S(?:(?!: ).)*): ([EWI]): ([A-Za-z0-9][^\s:]*)(?: \(Badness: \d+\))?(?: (.*))?$/s;

/** What rpmlint 1 and 2 print of a package or spec file. */
export const rpmlint: Grammar = (line) => {
  const [, subject, letter, tag, details = ""] = LINE.exec(line) ?? [];
  if (subject === undefined || tag === undefined) return null;
  return { severity: SEVERITIES[letter as keyof typeof SEVERITIES], tag, message: details, subject };
};
