import { LIMITS } from "../../model/limits.ts";
import type { Total } from "../../model/page.ts";
import type { Paging, Selection } from "../store.ts";
import { type Place, readCursor, writeCursor } from "../query/cursor.ts";
import type { List } from "./lists.ts";
import type { Reading } from "./query/reading.ts";
import { during, slices } from "./slices.ts";
import { spans } from "./spans.ts";
import { allOf, type Sql, sql } from "./sql.ts";

/** The keys of a row and its place in the list's order. */
interface Listed extends Place {
  readonly key: number;
}

interface Keys {
  readonly rows: readonly Listed[];
  readonly next: string | null;
  readonly total: Total;
}

/** One page of keys, and how many rows there are in all; counting ends with the time that a search may take. */
export const listPage = async (
  reading: Reading,
  list: List,
  { selection, paging }: { readonly selection: Selection; readonly paging: Paging },
): Promise<Keys> => {
  const order = paging.order ?? "newest";
  const binding = { of: list.of, order, query: selection.parsed.query };
  const after = paging.cursor === null ? null : readCursor(paging.cursor, binding);
  const found = await rowsAfter(reading, list, { selection, order, after, limit: paging.limit + 1 });
  const rows = found.slice(0, paging.limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > paging.limit && last !== undefined ? writeCursor(last, binding) : null,
    total: await total(reading, list, selection),
  };
};

interface Wanted {
  readonly selection: Selection;
  readonly order: "newest" | "oldest";
  readonly after: Place | null;
  readonly limit: number;
}

const rowsAfter = async (reading: Reading, list: List, wanted: Wanted): Promise<Listed[]> => {
  const { window, parsed } = wanted.selection;
  const where = allOf([list.within(window), list.where(reading, parsed.query), beyond(list, wanted)]);
  const cut = list.cutBy(parsed.query);
  if (cut === null) return select(reading, list, wanted, where);
  const found: Listed[] = [];
  const cheap = [list.within(window), list.where(reading, cut), beyond(list, wanted)];
  const walk = { tables: list.tables, time: list.time, order: wanted.order, where: allOf(cheap) };
  for await (const span of spans(reading.db, walk)) {
    const rest = { ...wanted, limit: wanted.limit - found.length };
    found.push(...select(reading, list, rest, sql`${during(list.time, span)} AND ${where}`));
    if (found.length >= wanted.limit) break;
  }
  return found;
};

const beyond = (list: List, { after, order }: Wanted): Sql => {
  if (after === null) return allOf([]);
  const place = sql`(${after.time}, ${after.run}, ${after.position})`;
  const columns = sql`(${list.time}, run.uuid, ${list.position})`;
  return order === "newest"
    ? sql`(${list.time} <= ${after.time} AND ${columns} < ${place})`
    : sql`(${list.time} >= ${after.time} AND ${columns} > ${place})`;
};

const select = (reading: Reading, list: List, { order, limit }: Wanted, where: Sql): Listed[] => {
  const direction = order === "newest" ? sql`DESC` : sql`ASC`;
  return reading.db.all<Listed>(sql`SELECT ${list.key} AS key, ${list.time} AS time, run.uuid AS run,
    ${list.position} AS position FROM ${list.tables} WHERE ${where}
    ORDER BY time ${direction}, run ${direction}, position ${direction} LIMIT ${limit}`);
};

const total = async (reading: Reading, list: List, selection: Selection): Promise<Total> => {
  const where = sql`${list.within(selection.window)} AND ${list.where(reading, selection.parsed.query)}`;
  const end = performance.now() + LIMITS.search;
  let value = 0;
  for await (const slice of slices(reading, list, selection)) {
    if (performance.now() > end) return { value, exact: false };
    value += count(reading, list, sql`${slice} AND ${where}`);
  }
  return { value, exact: true };
};

const count = (reading: Reading, list: List, where: Sql): number =>
  reading.db.get<{ n: number }>(sql`SELECT count(*) AS n FROM ${list.tables} WHERE ${where}`)?.n ?? 0;
