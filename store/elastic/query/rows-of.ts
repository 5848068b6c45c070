import type { Finding } from "../../../model/finding.ts";
import type { Row, RunRow } from "../../query/rows.ts";
import type { ResultFields } from "../documents.ts";
import { resultId } from "../results/shown.ts";
import { latestOf, newOf } from "./facts.ts";
import type { Needs } from "./needs.ts";
import type { Reading } from "./reading.ts";

const NOBODY: ReadonlySet<string> = new Set();
const NOTHING: ReadonlyMap<string, readonly Finding[]> = new Map();

/** Rows of results that a query can be asked of, with what it needs of others. */
export const rowsOf = async (
  reading: Reading,
  needs: Needs,
  results: readonly ResultFields[],
): Promise<readonly Row[]> => {
  const [runs, findings, latest, fresh] = await Promise.all([
    needs.runs ? runRows(reading, results) : null,
    needs.findings ? reading.results.findingsOf(results.filter((result) => result.findings > 0)) : NOTHING,
    needs.latest ? latestOf(reading, results) : NOBODY,
    needs.new ? newOf(reading, results) : NOBODY,
  ]);
  return results.map((result) => {
    const id = resultId(result);
    return {
      run: runs?.get(result.run) ?? unread(result),
      result,
      findings: findings.get(id) ?? [],
      finding: null,
      logs: [],
      latest: latest.has(id),
      new: fresh.has(id),
    };
  });
};

const runRows = async (
  { runs }: Reading,
  results: readonly ResultFields[],
): Promise<ReadonlyMap<string, RunRow>> => {
  const found = await runs.getMany([...new Set(results.map(({ run }) => run))]);
  return new Map([...found].map(([run, { fields }]) => [run, fields]));
};

/** In place of a run whose fields no condition asks for. */
const unread = (result: ResultFields): RunRow => ({
  ...result,
  state: "RUNNING",
  outcome: null,
  runner: null,
  started: null,
  finished: null,
  fault: null,
});
