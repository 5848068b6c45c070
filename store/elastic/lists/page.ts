import { LIMITS } from "../../../model/limits.ts";
import type { Page, Total } from "../../../model/page.ts";
import type { Paging, Selection } from "../../store.ts";
import { type Place, readCursor, writeCursor } from "../../query/cursor.ts";
import { candidates, ordered, type Walk } from "../query/candidates.ts";
import type { Picker } from "../query/judged.ts";
import type { Reading } from "../query/reading.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";

/** A list as its documents have it. `pick` decides on those that its walk proposes; null where all of them are in it. */
export interface List<Fields> {
  readonly of: "runs" | "results";
  readonly walk: Omit<Walk, "order" | "after">;
  readonly pick: Picker<Fields> | null;
  readonly placeOf: (fields: Fields) => Place;
}

/** One page, and how many documents there are in all; where each must be read, counting ends with the time that a search may take. */
export const pageOf = async <Fields>(
  reading: Reading,
  list: List<Fields>,
  { selection, paging }: { readonly selection: Selection; readonly paging: Paging },
): Promise<Page<Fields>> => {
  const order = paging.order ?? "newest";
  const binding = { of: list.of, order, query: selection.parsed.query };
  const after = paging.cursor === null ? null : readCursor(paging.cursor, binding);
  const walk = { ...list.walk, order, after };
  const { found, total } =
    list.pick === null
      ? await read<Fields>(reading, walk, paging.limit + 1)
      : await judged(reading, { walk, pick: list.pick }, paging.limit + 1);
  const data = found.slice(0, paging.limit);
  const last = data.at(-1);
  return {
    data,
    next: found.length > paging.limit && last !== undefined ? writeCursor(list.placeOf(last), binding) : null,
    total,
  };
};

interface Read<Fields> {
  readonly found: readonly Fields[];
  readonly total: Total;
}

const read = async <Fields>({ elastic }: Reading, walk: Walk, size: number): Promise<Read<Fields>> => {
  const { hits } = await elastic.client.search<Kept<Fields>>({
    ...ordered(walk),
    index: walk.index,
    ignore_unavailable: true,
    size,
    track_total_hits: true,
  });
  return {
    found: hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [fieldsOf(source)])),
    total: { value: typeof hits.total === "object" ? hits.total.value : 0, exact: true },
  };
};

interface Judging<Fields> {
  readonly walk: Walk;
  readonly pick: Picker<Fields>;
}

/** Reads until the page is full, and where it is the first one goes on counting. */
const judged = async <Fields>(
  reading: Reading,
  { walk, pick }: Judging<Fields>,
  size: number,
): Promise<Read<Fields>> => {
  const found: Fields[] = [];
  let value = 0;
  const end = performance.now() + LIMITS.search;
  for await (const page of candidates<Fields>(reading.elastic, walk)) {
    const picked = await pick(page);
    value += picked.length;
    found.push(...picked.slice(0, size - found.length));
    if (found.length < size) continue;
    if (walk.after !== null) break;
    if (performance.now() > end) return { found, total: { value, exact: false } };
  }
  if (walk.after === null) return { found, total: { value, exact: true } };
  const { total } = await judged(reading, { walk: { ...walk, after: null }, pick }, 0);
  return { found, total };
};
