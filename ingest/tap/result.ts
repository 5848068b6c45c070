import { LIMITS } from "../../model/limits.ts";
import type { Finding } from "../../model/finding.ts";
import type { LogRange, ResultInput } from "../../model/result.ts";
import { fits, outcomeOfPoint, outcomeOfWord } from "../outcome.ts";
import type { Problems } from "../problems.ts";
import type { ReaderDefaults } from "../reader.ts";
import { messageOf } from "../fields.ts";
import { asName, asNote } from "../words.ts";
import { type BlockFields, readBlock } from "./block.ts";
import { readName } from "./name.ts";
import type { Point } from "./point.ts";
import { failureFindings } from "./failures.ts";

interface Context {
  readonly defaults: ReaderDefaults;
  readonly problems: Problems;
}

/** The result that a point of the top level is. */
export const resultOf = (point: Point, position: number, context: Context): ResultInput => {
  const { defaults, problems } = context;
  const fields = point.block && readBlock(point.block, problems);
  const named = readName(point.name);
  return {
    position,
    check: fields?.check ?? asName(named.check) ?? defaults.task,
    item: fields?.item ?? asName(named.item) ?? defaults.item,
    type: fields?.type ?? named.type ?? defaults.type,
    arch: fields?.arch ?? defaults.arch,
    scenario: fields?.scenario ?? null,
    outcome: outcomeOf(point, fields, problems),
    note: fields?.note ?? reasonOf(point) ?? messageOf(fields),
    data: { ...fields?.data, ...(point.subtest && { subtests: point.subtest.tally }) },
    findings: findingsOf(point, fields, problems),
    log: rangeOf(point, fields, defaults.log),
    artifact: fields?.artifact ?? null,
    ref_url: fields?.ref_url ?? null,
    duration_ms: point.duration_ms ?? fields?.duration_ms ?? null,
  };
};

/** The YAML's outcome goes before the point's own word; that they differ is told. */
const outcomeOf = (point: Point, fields: BlockFields | null, problems: Problems) => {
  if (point.ok && (point.subtest?.tally.failed ?? 0) > 0)
    problems.add("subtest-failed", point.line, "the point is ok though its subtest has failed points");
  const word = fields?.outcome ?? null;
  if (word === null) return outcomeOfPoint(point);
  const outcome = outcomeOfWord(word, point.line, problems);
  const isDirected = point.skip !== false || point.todo !== false;
  if (!isDirected && !fits(point.ok, outcome))
    problems.add(
      "outcome-mismatch",
      point.line,
      `the point says ${point.ok ? "ok" : "not ok"}, its YAML block says ${outcome}`,
    );
  return outcome;
};

/** The reason of a directive. */
const reasonOf = ({ skip, todo }: Point): string | null => {
  const reason = skip || todo;
  return typeof reason === "string" ? asNote(reason) : null;
};

const findingsOf = (point: Point, fields: BlockFields | null, problems: Problems): Finding[] => {
  const all = [...(fields?.findings ?? []), ...failureFindings(point.subtest)];
  if (all.length > LIMITS.findings)
    problems.add(
      "too-many",
      point.line,
      `a result may have ${LIMITS.findings} findings; the further ones are left out`,
    );
  return all.slice(0, LIMITS.findings);
};

/** The lines of the tool's output, else those of the point, its block and its subtest. */
const rangeOf = ({ line, block, subtest }: Point, fields: BlockFields | null, name: string): LogRange => ({
  name,
  ...(fields?.output_lines ?? {
    first_line: Math.min(line, subtest?.first_line ?? line),
    last_line: Math.max(line, block?.last_line ?? line, subtest?.last_line ?? line),
  }),
});
