import type { Finding } from "../../../model/finding.ts";
import type { Result } from "../../../model/result.ts";
import { shown } from "../../record/times.ts";
import type { ResultFields } from "../documents.ts";

/** The `_id` of a result and of its findings. */
export const resultId = ({ run, position }: Pick<ResultFields, "run" | "position">): string =>
  `${run}.${position}`;

/** The result as it is told. */
export const toResult = (fields: ResultFields, findings: readonly Finding[]): Result => ({
  id: resultId(fields),
  run: fields.run,
  position: fields.position,
  check: fields.check,
  item: fields.item,
  type: fields.type,
  arch: fields.arch,
  scenario: fields.scenario,
  package: fields.package,
  version: fields.version,
  release: fields.release,
  dist: fields.dist,
  outcome: fields.outcome,
  ok: fields.ok,
  note: fields.note,
  data: JSON.parse(fields.data) as Record<string, unknown>,
  findings: [...findings],
  fingerprint: fields.fingerprint,
  log: fields.log,
  artifact: fields.artifact,
  ref_url: fields.ref_url,
  submit_time: shown(fields.submit_time),
  duration_ms: fields.duration_ms,
  generated: fields.generated,
});
