import { type Brief, HISTORY, type SeriesAnswer } from "../../model/answer/series.ts";
import { type Counts, rated } from "../../model/counts.ts";
import type { Query } from "../../model/query/ast.ts";
import type { Result } from "../../model/result.ts";
import type { Selection, Store } from "../../store/store.ts";
import { fieldIs, hasScenario, isOkQuery, narrow } from "../ask.ts";
import { type SeriesGroup, sumCounts } from "./group.ts";
import type { Walk } from "./walk.ts";

const briefOf = ({ run, position, item, outcome, note, submit_time, generated }: Result): Brief => ({
  run,
  position,
  item,
  outcome,
  note,
  submit_time,
  generated,
});

/** The results of one series that are known so far. */
interface Series {
  readonly selection: Selection;
  readonly scenario: string | null;
  readonly counts: Counts;
  /** Newest first; at least `HISTORY`, or all. */
  readonly newest: readonly Result[];
  readonly isWhole: boolean;
}

/** The series of a group, one per scenario, with the results that a history shows. Asks the store only for what the walk did not reach. */
export const seriesAnswers = async (
  store: Store,
  selection: Selection,
  { group, walk }: { readonly group: SeriesGroup; readonly walk: Walk },
): Promise<SeriesAnswer[]> => {
  const own = narrow(
    selection,
    fieldIs("check", group.check),
    fieldIs("package", group.package),
    fieldIs("type", group.type),
    fieldIs("arch", group.arch),
  );
  const walked = walk.of(group);
  const known = walk.isWhole || walked.length >= HISTORY;
  const newest = known ? walked : await newestOf(store, own);
  const whole = { selection: own, counts: group.counts, newest, isWhole: walk.isWhole };
  const scenarios = [...new Set(newest.map(({ scenario }) => scenario))];
  const series =
    scenarios.length === 1 && scenarios[0] === null
      ? [{ ...whole, scenario: null }]
      : await Promise.all(scenarios.map((scenario) => scenarioOf(store, own, scenario)));
  return (await Promise.all(series.map((one) => answerOf(store, group, one)))).flat();
};

const scenarioOf = async (store: Store, own: Selection, scenario: string | null): Promise<Series> => {
  const selection = narrow(
    own,
    scenario === null ? { kind: "not", part: hasScenario } : fieldIs("scenario", scenario),
  );
  const counts = sumCounts((await store.count(selection, [], false)).map((row) => row.counts));
  return { selection, scenario, counts, newest: await newestOf(store, selection), isWhole: false };
};

const newestOf = async (store: Store, selection: Selection): Promise<readonly Result[]> =>
  (await store.findResults(selection, { limit: HISTORY, cursor: null })).data;

const answerOf = async (store: Store, group: SeriesGroup, series: Series): Promise<SeriesAnswer[]> => {
  const [latest] = series.newest;
  if (latest === undefined) return [];
  const since = await sinceOf(store, series);
  return [
    {
      check: group.check,
      package: group.package,
      type: group.type,
      arch: group.arch,
      scenario: series.scenario,
      latest: briefOf(latest),
      since: since === null ? null : briefOf(since),
      history: series.newest.slice(0, HISTORY).map(briefOf).reverse(),
      counts: rated(series.counts),
    },
  ];
};

/** The first of the unbroken row of ok, or not ok, results that ends with the newest; null where no other kind is in the window. */
const sinceOf = async (store: Store, { selection, newest, isWhole }: Series): Promise<Result | null> => {
  const change = newest.findIndex(({ ok }) => ok !== newest[0]?.ok);
  if (change !== -1) return newest[change - 1] ?? null;
  if (isWhole || newest.length < HISTORY) return null;
  const other: Query = newest[0]?.ok === true ? { kind: "not", part: isOkQuery } : isOkQuery;
  const [before] = (await store.findResults(narrow(selection, other), { limit: 1, cursor: null })).data;
  if (before === undefined) return null;
  const onward = { ...selection, window: { from: before.submit_time, to: selection.window.to } };
  const row = await store.findResults(onward, { limit: HISTORY, cursor: null, order: "oldest" });
  return row.data.find(({ ok }) => ok !== before.ok) ?? null;
};
