import { packageOf } from "../../../model/item.ts";
import type { ItemRow, Row } from "../../../store/query/rows.ts";
import type { RunRecord } from "./records.ts";

/** What an item's name says, as rows have it. */
export const itemRow = (type: string, item: string, arch: string): ItemRow => {
  const identity = packageOf(type, item);
  const { package: name, version, release } = identity;
  const nvr = version === null || release === null ? null : `${name}-${version}-${release}`;
  return { ...identity, type, item, arch, nvr };
};

const ms = (time: string | null | undefined): number | null => (time ? Date.parse(time) : null);

/** Rows of the records as `runs` are asked: each run with each of its results, or alone. Facts of other results are made up. */
export const rowsOf = (records: readonly RunRecord[]): Row[] =>
  records.flatMap(({ run, results, logs, seal }) => {
    const alone: Row = {
      run: {
        ...itemRow(run.type, run.item, run.arch),
        run: run.uuid,
        task: run.task,
        state: seal?.state ?? run.state ?? "SCHEDULED",
        outcome: seal === null ? null : (results[0]?.outcome ?? null),
        runner: run.runner ?? null,
        started: ms(run.started),
        finished: ms(seal?.finished),
        fault: seal?.fault ?? null,
      },
      result: null,
      findings: [],
      finding: null,
      logs: logs.map(({ name }) => name),
      latest: false,
      new: false,
    };
    if (results.length === 0) return [alone];
    return results.map((result, at) => ({
      ...alone,
      result: {
        ...itemRow(result.type, result.item, result.arch),
        check: result.check,
        scenario: result.scenario ?? null,
        outcome: result.outcome,
        note: result.note ?? null,
        data: JSON.stringify(result.data ?? {}),
        fingerprint: null,
        log: result.log ?? null,
        duration_ms: result.duration_ms ?? null,
      },
      findings: result.findings ?? [],
      latest: at % 2 === 0,
      new: at % 3 === 0,
    }));
  });
