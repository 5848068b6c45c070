import { LIMITS } from "../../model/limits.ts";
import type { Finding } from "../../model/finding.ts";
import { asNote } from "../words.ts";

/** Lines of go's own between those of a test. */
const FRAME = /^\s*(?:=== |--- |FAIL\b|ok\s|PASS$|exit status |coverage: )/;

/** `file_test.go:12: message`, as `t.Error` writes it, and `file.go:12:5: message` of the compiler. */
const MESSAGE = /^\s*((?:[\w./-]+\/)?[\w.-]+\.go:\d+(?::\d+)?): (.*)$/;

/** What the lines that a test printed say of it: what it logged, each with its place. */
export const readSaid = (
  output: string,
  line: number,
): { readonly note: string | null; readonly findings: readonly Finding[] } => {
  const lines = output.split("\n").filter((text) => text.trim() !== "" && !FRAME.test(text));
  const findings = lines
    .flatMap((text): readonly Finding[] => {
      const [, subject, message] = MESSAGE.exec(text) ?? PANIC.exec(text) ?? [];
      return message === undefined
        ? []
        : [{ severity: "error", tag: null, message, subject: subject || null, line }];
    })
    .slice(0, LIMITS.findings);
  return { note: asNote(findings[0]?.message ?? lines[0]), findings };
};

/** No place in it. */
const PANIC = /^()(panic: .*)$/;
