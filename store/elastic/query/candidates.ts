import type { estypes } from "@elastic/elasticsearch";
import type { Elastic } from "../elastic.ts";
import type { Place } from "../../query/cursor.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";
import type { Dsl } from "./filter.ts";
import { snapshotOf } from "./snapshot.ts";

/** Documents in order of a time, then run, then position. */
export interface Walk {
  readonly index: string;
  readonly filter: Dsl;
  readonly time: "begin" | "created" | "submit_time";
  readonly order: "newest" | "oldest";
  /** Where it begins, this place left out; null for the start. */
  readonly after: Place | null;
}

/** The part of a search that puts documents in the walk's order and leaves out those before it. Runs have no position, and are all of one kind. */
export const ordered = ({ filter, time, order, after }: Walk): OrderedSearch => {
  const direction = order === "newest" ? ("desc" as const) : ("asc" as const);
  const ofResults = time === "submit_time";
  return {
    query: filter,
    sort: [
      { [`taskotron.${time}`]: direction },
      { "taskotron.run": direction },
      ...(ofResults ? [{ "taskotron.position": direction }] : []),
    ],
    ...(after === null
      ? {}
      : { search_after: [after.time, after.run, ...(ofResults ? [after.position] : [])] }),
    _source: ["taskotron", "whole"],
  };
};

interface OrderedSearch {
  readonly query: Dsl;
  readonly sort: estypes.SortCombinations[];
  readonly search_after?: estypes.SortResults;
  readonly _source: string[];
}

/** Documents of the first page, and of any. */
const FIRST = 100;
const MOST = 1000;

/** Pages of documents, growing, as they were when the first one was read. */
export async function* candidates<Fields>(elastic: Elastic, walk: Walk): AsyncGenerator<readonly Fields[]> {
  await using snapshot = await snapshotOf(elastic, walk.index);
  let search = ordered(walk);
  for (let size = FIRST; ; size = Math.min(MOST, size * 2)) {
    const { hits } = await snapshot.search<Kept<Fields>>({ ...search, size, track_total_hits: false });
    const page = hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [fieldsOf(source)]));
    if (page.length > 0) yield page;
    const after = hits.hits.at(-1)?.sort;
    if (hits.hits.length < size || after === undefined) return;
    search = { ...search, search_after: after };
  }
}
