import type { Class } from "../../../model/retention.ts";
import { EXPIRABLE } from "../../../model/run.ts";
import type { Artifacts } from "../artifacts/artifacts.ts";
import type { RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { Logs } from "../logs/logs.ts";
import type { Results } from "../results/results.ts";
import type { Runs } from "../runs/runs.ts";
import { dueRuns } from "./due.ts";
import { removeFindings } from "./findings.ts";
import { type Batch, Journal } from "./journal.ts";
import { removeAll } from "./remove.ts";
import { removeRuns } from "./runs.ts";
import { DAY } from "../../record/times.ts";

interface Parts {
  readonly elastic: Elastic;
  readonly runs: Runs;
  readonly results: Results;
  readonly logs: Logs;
  readonly artifacts: Artifacts;
}

/** Removes what has been kept long enough, of at most `limit` runs that were created before `before`, and answers of how many. What broke off is completed
    first. */
export const expire = async (
  parts: Parts,
  what: Class,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> => {
  const journal = new Journal(parts.elastic);
  if (what === "totals") return expireTotals(parts.elastic, before);
  for (;;) {
    const left = await journal.read();
    if (left !== null) {
      await carryOut(parts, left.batch);
      await journal.end(left);
    }
    const runs = await dueRuns(parts.elastic, { what, before, limit });
    if (runs.length === 0) return 0;
    const begun = await journal.begin({ what, runs });
    if (begun === null) continue;
    await carryOut(parts, begun.batch);
    await journal.end(begun);
    return runs.length;
  }
};

const carryOut = async (parts: Parts, { what, runs }: Batch): Promise<void> => {
  const due = await unpinned(parts, what, runs);
  for (const [month, here] of Map.groupBy(due, (run) => run.month)) {
    await parts.elastic.refreshed();
    if (what === "runs") await removeRuns(parts.elastic, parts.results, { month, runs: here });
    else if (what === "findings") await removeFindings(parts.elastic, month, here);
    else
      for (const { run } of here) {
        await parts.logs.expire(run);
        await parts.artifacts.expire(run);
      }
  }
};

/** Those that nobody has pinned meanwhile; each says from then on what is gone of it. */
const unpinned = async (
  { runs }: Parts,
  what: Batch["what"],
  given: Batch["runs"],
): Promise<Batch["runs"]> => {
  const due: Batch["runs"][number][] = [];
  for (const each of given) {
    if (what === "runs") {
      const found = await runs.get(each.run);
      if (found?.fields.pinned !== true) due.push(each);
    } else {
      const { fields } = await runs.change(each.run, (fields) => marked(fields, what));
      if (fields.expired.includes(what)) due.push(each);
    }
  }
  return due;
};

const marked = (fields: RunFields, what: "logs" | "findings"): RunFields | null =>
  fields.pinned || fields.expired.includes(what)
    ? null
    : { ...fields, expired: EXPIRABLE.filter((each) => each === what || fields.expired.includes(each)) };

/** Totals of results that are gone as well; the others are counted from their results. */
const expireTotals = async (elastic: Elastic, before: number): Promise<number> => {
  await elastic.refreshed();
  const end = Math.floor(before / DAY) * DAY;
  await removeAll(elastic, elastic.indices.pattern("totals"), {
    range: { "taskotron.submit_time": { lt: end } },
  });
  return 0;
};
