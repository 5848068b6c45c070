import { type Brief, HISTORY, type SeriesAnswer } from "../../model/answer/series.ts";
import { rated } from "../../model/counts.ts";
import type { Query } from "../../model/query/ast.ts";
import type { Result } from "../../model/result.ts";
import type { Selection, Store } from "../../store/store.ts";
import { fieldIs, hasScenario, isOkQuery, narrow } from "../ask.ts";
import { type SeriesGroup, sumCounts } from "./group.ts";

const briefOf = ({ run, position, item, outcome, note, submit_time, generated }: Result): Brief => ({
  run,
  position,
  item,
  outcome,
  note,
  submit_time,
  generated,
});

/** The series of a group, one per scenario, with the results that a history shows. */
export const seriesAnswers = async (
  store: Store,
  selection: Selection,
  group: SeriesGroup,
): Promise<SeriesAnswer[]> => {
  const own = narrow(
    selection,
    fieldIs("check", group.check),
    fieldIs("package", group.package),
    fieldIs("type", group.type),
    fieldIs("arch", group.arch),
  );
  const newest = await newestOf(store, own);
  const scenarios = [...new Set(newest.map(({ scenario }) => scenario))];
  const [only] = scenarios;
  if (scenarios.length === 1 && only === null) return answerOf(store, own, { group, scenario: null, newest });
  const answers = scenarios.map(async (scenario) => {
    const part = narrow(own, scenarioIs(scenario));
    const counts = sumCounts((await store.count(part, [], false)).map((row) => row.counts));
    return answerOf(store, part, {
      group: { ...group, counts },
      scenario,
      newest: await newestOf(store, part),
    });
  });
  return (await Promise.all(answers)).flat();
};

const scenarioIs = (scenario: string | null): Query =>
  scenario === null ? { kind: "not", part: hasScenario } : fieldIs("scenario", scenario);

const newestOf = async (store: Store, selection: Selection): Promise<readonly Result[]> =>
  (await store.findResults(selection, { limit: HISTORY, cursor: null })).data;

interface Series {
  readonly group: SeriesGroup;
  readonly scenario: string | null;
  /** Newest first. */
  readonly newest: readonly Result[];
}

const answerOf = async (
  store: Store,
  selection: Selection,
  { group, scenario, newest }: Series,
): Promise<SeriesAnswer[]> => {
  const [latest] = newest;
  if (latest === undefined) return [];
  const { check, package: name, type, arch, counts } = group;
  const since = await sinceOf(store, selection, newest);
  return [
    {
      check,
      package: name,
      type,
      arch,
      scenario,
      latest: briefOf(latest),
      since: since === null ? null : briefOf(since),
      history: newest.map(briefOf).reverse(),
      counts: rated(counts),
    },
  ];
};

/** The first of the unbroken row of ok, or not ok, results that ends with the newest; null where no other kind is in the window. */
const sinceOf = async (
  store: Store,
  selection: Selection,
  newest: readonly Result[],
): Promise<Result | null> => {
  const change = newest.findIndex(({ ok }) => ok !== newest[0]?.ok);
  if (change !== -1) return newest[change - 1] ?? null;
  if (newest.length < HISTORY) return null;
  const other: Query = newest[0]?.ok === true ? { kind: "not", part: isOkQuery } : isOkQuery;
  const [before] = (await store.findResults(narrow(selection, other), { limit: 1, cursor: null })).data;
  if (before === undefined) return null;
  const onward = { ...selection, window: { from: before.submit_time, to: selection.window.to } };
  const row = await store.findResults(onward, { limit: HISTORY, cursor: null, order: "oldest" });
  return row.data.find(({ ok }) => ok !== before.ok) ?? null;
};
