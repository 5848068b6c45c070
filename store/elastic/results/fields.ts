import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../../model/finding.ts";
import { isOk } from "../../../model/outcome.ts";
import type { ResultInput } from "../../../model/result.ts";
import { given } from "../../record/result-given.ts";
import type { ResultFields, RunFields } from "../documents.ts";
import { itemFields } from "../runs/fields.ts";
import { resultId } from "./shown.ts";

/** A result that was given, as it is kept. */
export interface Kept {
  readonly id: string;
  readonly fields: ResultFields;
  readonly findings: readonly Finding[];
  /** Without it the time is that of its arrival, and a repeat keeps the first one. */
  readonly timeGiven: boolean;
}

/** Throws `too-large` for too many findings, `bad-value`. */
export const toKept = (run: RunFields, input: ResultInput, now: number): Kept => {
  const { findings, data, ...result } = given(input, now);
  const id = resultId({ run: run.run, position: result.position });
  const fields: ResultFields = {
    ...result,
    ...itemFields(result),
    run: run.run,
    task: run.task,
    ok: isOk(result.outcome),
    data: JSON.stringify(data),
    findings: findings.length,
    findings_id: findings.length === 0 ? null : `${id}.${digest(findings)}`,
    severities: distinct(findings.map(({ severity }) => severity)),
    tags: distinct(findings.map(({ tag }) => tag)),
    generated: run.generated,
  };
  return { id, fields, findings, timeGiven: input.submit_time !== undefined };
};

/** Whether what was given is what is stored. */
export const isRepeated = (there: ResultFields, { fields, timeGiven }: Kept): boolean => {
  const here = timeGiven ? fields : { ...fields, submit_time: there.submit_time };
  return isDeepStrictEqual(comparable(there), comparable(here));
};

/** The order of data's keys says nothing; nor does what follows from the run, which may have changed. */
const comparable = ({ generated: _, ...fields }: ResultFields): object => ({
  ...fields,
  data: JSON.parse(fields.data) as unknown,
});

const distinct = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.filter((text) => text !== null)),
];

const digest = (findings: readonly Finding[]): string =>
  createHash("sha256").update(JSON.stringify(findings)).digest("base64url").slice(0, 22);
