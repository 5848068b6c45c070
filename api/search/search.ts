import type { HitInContext, SearchAnswer } from "../../model/answer/search.ts";
import type { Hit, Scope } from "../../model/hit.ts";
import { fieldsOnly } from "../../model/query/simplify.ts";
import { toTime } from "../../model/time.ts";
import type { Selection, Store } from "../../store/store.ts";
import type { TimeLimit } from "../time-limit.ts";
import { behind, decodePlace, encodePlace, isSameSpot, spotOf } from "./place.ts";
import { countHit, countRun, facetsOf, histogramOf, newTally, type Tally } from "./tally.ts";

interface Search {
  readonly selection: Selection;
  readonly scope: Scope;
  readonly limit: number;
  readonly cursor: string | null;
  /** Lines around a log's hit. */
  readonly context: number;
}

type Found = Pick<SearchAnswer, "data" | "next" | "total" | "facets" | "histogram" | "impact">;

/** One page of hits, and what all hits amount to. Goes on counting after the page is full, until every hit is counted or the time is over;
    the numbers are then lower bounds and marked so. */
export const search = async (store: Store, wanted: Search, limit: TimeLimit): Promise<Found> => {
  const page: Hit[] = [];
  const tally = newTally();
  // A later page is looked up from its own start: the way there must not use up the time.
  const later = wanted.cursor === null ? null : await laterPage(store, wanted, wanted.cursor, limit);
  for await (const hit of store.search(wanted.selection, { scope: wanted.scope, signal: limit.signal })) {
    await count(store, tally, hit);
    if (page.length <= wanted.limit) page.push(hit);
    if (await limit.passed()) break;
  }
  const exact = !limit.signal.aborted;
  const hits = later ?? page;
  const data = hits.slice(0, wanted.limit);
  return {
    data: await Promise.all(data.map((hit) => inContext(store, hit, wanted.context))),
    next: hits.length > wanted.limit || (!exact && data.length > 0) ? cursorAfter(wanted, data) : null,
    total: { value: Math.max(tally.hits, data.length), exact },
    facets: facetsOf(tally),
    histogram: histogramOf(tally),
    impact: await impactOf(store, wanted.selection, tally, exact),
  };
};

/** The hits behind a cursor: a page and one more, where there are so many. */
const laterPage = async (store: Store, wanted: Search, cursor: string, limit: TimeLimit): Promise<Hit[]> => {
  const place = decodePlace(cursor);
  const { parsed, window } = wanted.selection;
  const after = toTime(Date.parse(place.started) + 1);
  const selection = { parsed, window: { from: window.from, to: after < window.to ? after : window.to } };
  const isNew = behind(place);
  const page: Hit[] = [];
  for await (const hit of store.search(selection, { scope: wanted.scope, signal: limit.signal })) {
    if (isNew(hit)) page.push(hit);
    if (page.length > wanted.limit || (await limit.passed())) break;
  }
  return page;
};

const count = async (store: Store, tally: Tally, hit: Hit): Promise<void> => {
  countHit(tally, hit);
  if (!tally.runs.has(hit.run)) countRun(tally, hit, await store.getRun(hit.run));
};

const cursorAfter = ({ cursor }: Search, data: readonly Hit[]): string | null => {
  const last = data.at(-1);
  if (last === undefined) return null;
  const spot = spotOf(last);
  const before = cursor === null ? null : decodePlace(cursor);
  const earlier = before !== null && isSameSpot(spot, before) ? before.nth : 0;
  return encodePlace({ ...spot, nth: earlier + data.filter((hit) => isSameSpot(spotOf(hit), spot)).length });
};

const inContext = async (store: Store, hit: Hit, context: number): Promise<HitInContext> => {
  if (context === 0 || hit.log === null || hit.line === null || hit.kind !== "log") return hit;
  const first = Math.max(1, hit.line - context);
  const { lines } = await store.readLines(hit.run, hit.log, first, hit.line + context - first + 1);
  return { ...hit, context: lines.map(({ number, text }) => ({ number, text })) };
};

const impactOf = async (
  store: Store,
  { parsed, window }: Selection,
  tally: Tally,
  exact: boolean,
): Promise<Found["impact"]> => {
  const all = await store.countRuns({ parsed: { ...parsed, query: fieldsOnly(parsed.query) }, window });
  return {
    runs: tally.runs.size,
    runs_total: all.runs,
    failed_runs: [...tally.runs.values()].filter(({ failed }) => failed).length,
    failed_runs_total: all.failed,
    packages: tally.packages.size,
    checks: tally.checks.size,
    last: tally.last,
    exact,
  };
};
