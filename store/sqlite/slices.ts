import type { Selection } from "../store.ts";
import type { Reading } from "./query/reading.ts";
import { type Span, spans } from "./spans.ts";
import { type Sql, sql, TRUE } from "./sql.ts";
import type { List } from "./lists.ts";

/** Conditions that each take a stretch of the list, newest first, and together all of it: several, with pauses between them, where deciding
    takes long, and one otherwise. */
export async function* slices(
  reading: Reading,
  list: Omit<List, "of" | "key" | "position">,
  { parsed, window }: Selection,
): AsyncGenerator<Sql> {
  const cut = list.cutBy(parsed.query);
  if (cut === null) {
    yield TRUE;
    return;
  }
  const cheap = sql`${list.within(window)} AND ${list.where(reading, cut)}`;
  const walk = { tables: list.tables, time: list.time, order: "newest" as const, where: cheap };
  for await (const span of spans(reading.db, walk)) yield during(list.time, span);
}

/** That a time lies in the stretch. */
export const during = (time: Sql, { from, to }: Span): Sql => sql`(${time} >= ${from} AND ${time} <= ${to})`;
