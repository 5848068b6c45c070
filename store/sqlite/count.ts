import { type Counts, countName, noCounts } from "../../model/counts.ts";
import { toTime } from "../../model/time.ts";
import type { CountKey, CountRow } from "../store.ts";
import { GROUPINGS, isOfItem } from "./count-keys.ts";
import type { Counting } from "../query/daily.ts";
import { countSource } from "./count-source.ts";
import type { Names } from "./names.ts";
import { outcomeOf } from "./outcomes.ts";
import { IS_LATEST } from "./query/flags.ts";
import type { Reading } from "./query/reading.ts";
import { RESULT_LIST } from "./lists.ts";
import { slices } from "./slices.ts";
import { allOf, numbered, type Sql, sql, TRUE } from "./sql.ts";

interface Group {
  readonly key: Partial<Record<CountKey, string>>;
  readonly counts: Counts;
  last: number;
}

const COUNTED = { ...RESULT_LIST, tables: sql`result r` };

/** Counts per combination of keys, by daily totals where they suffice. Text is looked for in stretches of time, between which others get their turn. */
export const count = async (reading: Reading, names: Names, counting: Counting): Promise<CountRow[]> => {
  const { selection, by, latest } = counting;
  const groups = new Map<string, Group>();
  const where = allOf([reading.where("results", selection.parsed.query), latest ? IS_LATEST : TRUE]);
  for await (const slice of slices(reading, COUNTED, selection))
    for (const row of sums(reading, counting, sql`${slice} AND ${where}`)) add(groups, row, { by, names });
  return [...groups.values()]
    .sort((a, b) => compareKeys(a, b, by))
    .map(({ key, counts, last }) => ({ key, counts, last: toTime(last) }));
};

type SumRow = Readonly<Record<string, number | null>> & { readonly outcome: number; readonly n: number };

const sums = (reading: Reading, counting: Counting, where: Sql): SumRow[] => {
  const { by } = counting;
  const keys = by.reduce((list, key, at) => sql`${list}${GROUPINGS[key].column} AS ${numbered(at)}, `, sql``);
  const group = by.reduce((list, _key, at) => sql`${list}${numbered(at)}, `, sql``);
  const item = by.some(isOfItem) ? sql`JOIN item ON item.item_key = r.item_key` : sql``;
  return reading.db.all<SumRow>(sql`SELECT ${keys} r.outcome AS outcome, sum(n) AS n, max(last) AS last
    FROM ${countSource(counting)} ${item} WHERE ${where} GROUP BY ${group} r.outcome`);
};

interface Showing {
  readonly by: readonly CountKey[];
  readonly names: Names;
}

const add = (groups: Map<string, Group>, row: SumRow, { by, names }: Showing): void => {
  const id = by.map((_key, at) => row[`k${at}`] ?? "").join(" ");
  const group = groups.get(id) ?? { key: shownKey(row, { by, names }), counts: noCounts(), last: -Infinity };
  group.counts.n += row.n;
  group.counts[countName(outcomeOf(row.outcome))] += row.n;
  group.last = Math.max(group.last, row["last"] ?? -Infinity);
  groups.set(id, group);
};

const shownKey = (row: SumRow, { by, names }: Showing): Group["key"] => {
  const values = by.map((key, at) => [key, row[`k${at}`] ?? null] as const);
  return Object.fromEntries(
    values.flatMap(([key, value]) => (value === null ? [] : [[key, GROUPINGS[key].show(value, names)]])),
  );
};

/** By the values of the keys in turn, one that is missing first. */
const compareKeys = (a: Group, b: Group, by: readonly CountKey[]): number => {
  for (const key of by) {
    const [left, right] = [a.key[key] ?? "", b.key[key] ?? ""];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
};
