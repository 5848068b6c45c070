import type { Result } from "../../model/result.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Selection, Store } from "../../store/store.ts";
import type { SeriesKey } from "./group.ts";

/** The newest results of a selection, by series. */
export interface Walk {
  /** Newest first. */
  readonly of: (series: SeriesKey) => readonly Result[];
  /** Whether these are all results of the selection. */
  readonly isWhole: boolean;
}

const MOST_PAGES = 5;

const keyOf = (series: SeriesKey): string =>
  JSON.stringify([series.check, series.package, series.type, series.arch]);

/** Reads the newest results in a few large pages: many series cost little more than one. */
export const walkResults = async (store: Store, selection: Selection): Promise<Walk> => {
  const series = new Map<string, Result[]>();
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page = await store.findResults(selection, { limit: LIMITS.page, cursor });
    for (const result of page.data) {
      const own = series.get(keyOf(result));
      if (own === undefined) series.set(keyOf(result), [result]);
      else own.push(result);
    }
    cursor = page.next;
    pages += 1;
  } while (cursor !== null && pages < MOST_PAGES);
  return { of: (wanted) => series.get(keyOf(wanted)) ?? [], isWhole: cursor === null };
};
