import { type Counts, noCounts, rated } from "../../model/counts.ts";
import { isOk, isOutcome, NEUTRALS, type Outcome, worst } from "../../model/outcome.ts";
import type { CountRow, Selection, Store } from "../../store/store.ts";

/** What a series is named by, but for its scenario. */
export interface SeriesKey {
  readonly check: string;
  readonly package: string;
  readonly type: string;
  readonly arch: string;
}

/** A series at a glance: its counts, and the outcome of its newest result. */
export interface SeriesGroup extends SeriesKey {
  readonly counts: Counts;
  readonly outcome: Outcome;
  readonly last: string;
}

/** Adds up counts. */
export const sumCounts = (all: readonly Counts[]): Counts => {
  const total = noCounts();
  for (const counts of all)
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name];
  return total;
};

/** The series that the selection has results of, worst first: those whose newest result is not ok, then by pass rate, ascending. One reading of the counts. */
export const seriesGroups = async (store: Store, selection: Selection): Promise<SeriesGroup[]> => {
  const rows = await store.count(selection, ["check", "package", "type", "arch", "outcome"], false);
  const groups = Map.groupBy(rows, ({ key }) => JSON.stringify([key.check, key.package, key.type, key.arch]));
  return [...groups.values()].map(groupOf).sort(worstFirst);
};

const groupOf = (rows: readonly CountRow[]): SeriesGroup => {
  const { check = "", package: name = "", type = "", arch = "" } = rows[0]?.key ?? {};
  const last = rows.map((row) => row.last).reduce((a, b) => (a > b ? a : b), "");
  const newest = rows.filter((row) => row.last === last).map((row) => row.key.outcome ?? "");
  return {
    check,
    package: name,
    type,
    arch,
    counts: sumCounts(rows.map((row) => row.counts)),
    outcome: worst(newest.filter(isOutcome)) ?? "PASSED",
    last,
  };
};

const rateOf = ({ counts }: SeriesGroup): number => rated(counts).rate ?? 1;

const isBad = ({ outcome }: SeriesGroup): boolean =>
  !isOk(outcome) && !(NEUTRALS as readonly Outcome[]).includes(outcome);

const worstFirst = (a: SeriesGroup, b: SeriesGroup): number =>
  Number(isBad(b)) - Number(isBad(a)) || rateOf(a) - rateOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1);

const nameOf = ({ check, package: name, type, arch }: SeriesKey): string =>
  [name, check, type, arch].join("\0");
