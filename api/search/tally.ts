import type { Facet, HistogramRow } from "../../model/answer/search.ts";
import { FACETS } from "../../model/answer/search.ts";
import type { Hit } from "../../model/hit.ts";
import type { Outcome } from "../../model/outcome.ts";
import { isFinal, type Run } from "../../model/run.ts";

type Verdict = "ok" | "failed" | "broken";

/** What was counted of a search so far. */
export interface Tally {
  hits: number;
  readonly facets: Map<(typeof FACETS)[number], Map<string, number>>;
  /** By uuid: every run with a hit. */
  readonly runs: Map<
    string,
    { readonly started: string; readonly verdict: Verdict; readonly failed: boolean }
  >;
  readonly packages: Set<string>;
  readonly checks: Set<string>;
  last: string | null;
}

export const newTally = (): Tally => ({
  hits: 0,
  facets: new Map(FACETS.map((facet) => [facet, new Map<string, number>()])),
  runs: new Map(),
  packages: new Set(),
  checks: new Set(),
  last: null,
});

export const countHit = (tally: Tally, hit: Hit): void => {
  tally.hits += 1;
  tally.packages.add(hit.package);
  tally.checks.add(hit.check);
  if (tally.last === null || hit.started > tally.last) tally.last = hit.started;
  for (const [facet, counts] of tally.facets) {
    const value = hit[facet];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
};

/** Counts a run with a hit, once. */
export const countRun = (tally: Tally, hit: Hit, run: Run | null): void => {
  const failed = run !== null && isFinal(run.state) && !run.ok;
  tally.runs.set(hit.run, { started: hit.started, verdict: verdictOf(run), failed });
};

const BROKEN: readonly (Outcome | null)[] = ["ABORTED", "CRASHED", null];

const verdictOf = (run: Run | null): Verdict => {
  if (run?.ok === true) return "ok";
  return BROKEN.includes(run?.outcome ?? null) ? "broken" : "failed";
};

const FACET_VALUES = 100;

/** The most frequent values of each facet, ties by name. */
export const facetsOf = (tally: Tally): Record<string, Facet[]> =>
  Object.fromEntries(
    [...tally.facets].map(([facet, counts]) => [
      facet,
      [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, FACET_VALUES),
    ]),
  );

const DAY = "YYYY-MM-DD".length;
const HOUR = "YYYY-MM-DDTHH".length;
const FEW_DAYS_MS = 3 * 86_400_000;

/** Runs with hits per UTC day, or per hour where all lie within three days; ascending, only where there are some. */
export const histogramOf = (tally: Tally): HistogramRow[] => {
  const runs = [...tally.runs.values()];
  const starts = runs.map(({ started }) => started).sort();
  const hourly = Date.parse(starts.at(-1) ?? "") - Date.parse(starts[0] ?? "") < FEW_DAYS_MS;
  const rows = new Map<string, HistogramRow>();
  for (const { started, verdict } of runs) {
    const bucket = hourly ? `${started.slice(0, HOUR)}:00:00.000Z` : started.slice(0, DAY);
    const row = rows.get(bucket) ?? { bucket, ok: 0, failed: 0, broken: 0 };
    row[verdict] += 1;
    rows.set(bucket, row);
  }
  return [...rows.values()].sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
};
