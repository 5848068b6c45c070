import type { Selection } from "../store.ts";
import type { Reading } from "./query/reading.ts";
import { needsScan, withoutScan } from "./query/tree.ts";
import { type Span, spans } from "./spans.ts";
import { type Sql, sql, TRUE } from "./sql.ts";
import type { List } from "./lists.ts";

/** Conditions that each take a stretch of the list, newest first, and together all of it: several, with pauses between them, where the query must
    look into texts, and one otherwise. */
export async function* slices(
  reading: Reading,
  list: Pick<List, "tables" | "time" | "within" | "where">,
  { parsed, window }: Selection,
): AsyncGenerator<Sql> {
  if (!needsScan(parsed.query)) {
    yield TRUE;
    return;
  }
  const cheap = sql`${list.within(window)} AND ${list.where(reading, withoutScan(parsed.query))}`;
  const walk = { tables: list.tables, time: list.time, order: "newest" as const, where: cheap };
  for await (const span of spans(reading.db, walk)) yield during(list.time, span);
}

/** That a time lies in the stretch. */
export const during = (time: Sql, { from, to }: Span): Sql => sql`(${time} >= ${from} AND ${time} <= ${to})`;
