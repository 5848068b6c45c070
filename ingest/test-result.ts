import type { Finding } from "../model/finding.ts";
import type { Outcome } from "../model/outcome.ts";
import type { ResultInput } from "../model/result.ts";
import type { ReaderDefaults } from "./reader.ts";
import { asName, asNote } from "./words.ts";

/** One test as a test runner tells of it. */
interface Test {
  /** Its name below the check's, in parts. */
  readonly path: readonly string[];
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly findings?: readonly Finding[];
  readonly first_line: number;
  readonly last_line: number;
  readonly duration_ms: number | null;
}

/** The result that a test is: on the item of its run, named `CHECK.` and the test's own name. */
export const testResult = (test: Test, position: number, defaults: ReaderDefaults): ResultInput => {
  const { task, item, type, arch, log } = defaults;
  const { path, outcome, data = {}, findings = [], first_line, last_line, duration_ms } = test;
  return {
    position,
    check: asName([task, ...path].filter(Boolean).join(".")) ?? task,
    item,
    type,
    arch,
    outcome,
    note: asNote(test.note),
    data: { ...data },
    findings: [...findings],
    log: { name: log, first_line, last_line },
    duration_ms:
      duration_ms !== null && Number.isFinite(duration_ms) && duration_ms >= 0 ? duration_ms : null,
  };
};
