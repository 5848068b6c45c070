import { toTime } from "../../model/time.ts";
import type { CountKey } from "../store.ts";
import type { Names } from "./names.ts";
import { outcomeOf } from "./outcomes.ts";
import { type Sql, sql } from "./sql.ts";
import { DAY } from "../record/times.ts";

/** How results are grouped by a key: an integer, and what it is for people. */
interface Grouping {
  readonly column: Sql;
  readonly show: (value: number, names: Names) => string;
}

const HOUR = 3_600_000;
/** Days added before a division, so that times before 1970 are rounded down like all others. */
const SHIFT = 1_000_000;
/** 1 January 1970 was a Thursday, three days after the Monday that its week began with. */
const THURSDAY = 3;

const name = (column: Sql): Grouping => ({ column, show: (key, names) => names.value(key) });
const dayText = (day: number): string => toTime(day * DAY).slice(0, 10);

// Written out, because parameters are floating point and integers must divide as such. 86400000000000 is SHIFT days.
const SHIFTED_DAY = sql`((r.submit_time + 86400000000000) / 86400000)`;

export const GROUPINGS: Readonly<Record<CountKey, Grouping>> = {
  check: name(sql`r.check_key`),
  package: name(sql`r.package_key`),
  arch: name(sql`r.arch_key`),
  item: name(sql`item.name_key`),
  type: name(sql`item.type_key`),
  dist: name(sql`item.dist_key`),
  version: name(sql`item.version_key`),
  release: name(sql`item.release_key`),
  outcome: { column: sql`r.outcome`, show: outcomeOf },
  hour: {
    column: sql`((r.submit_time + 86400000000000) / 3600000)`,
    show: (hour) => toTime(hour * HOUR - SHIFT * DAY),
  },
  day: { column: SHIFTED_DAY, show: (day) => dayText(day - SHIFT) },
  week: {
    column: sql`((${SHIFTED_DAY} + 6000003) / 7)`,
    show: (week) => dayText((week - SHIFT) * 7 - THURSDAY),
  },
  month: {
    column: sql`CAST(strftime('%Y%m', r.submit_time / 1000, 'unixepoch') AS INTEGER)`,
    show: (month) => `${String(Math.floor(month / 100)).padStart(4, "0")}-${String(month).slice(-2)}-01`,
  },
};

const OF_ITEM: ReadonlySet<CountKey> = new Set(["item", "type", "dist", "version", "release"]);

/** Whether a key is one of the item's, so that its table is needed. */
export const isOfItem = (key: CountKey): boolean => OF_ITEM.has(key);
