import type { Selection } from "../store.ts";
import { RUN_LIST } from "./lists.ts";
import type { Reading } from "./query/reading.ts";
import { slices } from "./slices.ts";
import { sql } from "./sql.ts";

/** Runs in the selection, and those that are sealed and not ok. */
export const countRuns = async (reading: Reading, selection: Selection) => {
  const list = { ...RUN_LIST, time: sql`run.begin` };
  const where = sql`${list.within(selection.window)} AND ${list.where(reading, selection.parsed.query)}`;
  const sum = { runs: 0, failed: 0 };
  for await (const slice of slices(reading, list, selection)) {
    const row = reading.db.get<{ runs: number; failed: number | null }>(sql`SELECT count(*) AS runs,
      sum(seal IS NOT NULL AND NOT ok) AS failed FROM run WHERE ${slice} AND ${where}`);
    sum.runs += row?.runs ?? 0;
    sum.failed += row?.failed ?? 0;
  }
  return sum;
};
