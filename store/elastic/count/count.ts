import type { Outcome } from "../../../model/outcome.ts";
import { type Counting, totalsFor } from "../../query/daily.ts";
import type { CountKey, CountRow, Selection } from "../../store.ts";
import type { ResultFields } from "../documents.ts";
import { buckets } from "../query/buckets.ts";
import { candidates } from "../query/candidates.ts";
import { type Reading, type Sources, startReading } from "../query/reading.ts";
import { type Selected, selectedResults, selectedTotals } from "../query/selected.ts";
import { Groups } from "./groups.ts";
import { GROUPINGS } from "./keys.ts";

/** Counts per combination of keys: by Elasticsearch where it can decide the query, else result by result. */
export const count = async (sources: Sources, counting: Counting): Promise<CountRow[]> => {
  const { selection, by, latest } = counting;
  const reading = await startReading(sources);
  const selected = await selectedResults(reading, selection, latest);
  const groups = new Groups(by);
  if (selected.pick === null) await addBuckets(reading, selected, { by, groups });
  else await addResults(reading, selected, { by, groups });
  if (totalsFor(counting) !== null) await addGone(reading, selection, { by, groups });
  return groups.rows();
};

interface Sums {
  readonly by: readonly CountKey[];
  readonly groups: Groups;
}

const addBuckets = async (
  { elastic }: Reading,
  { index, filter }: Selected<ResultFields>,
  { by, groups }: Sums,
): Promise<void> => {
  const sources = [...by, "outcome" as const].map((key, at) => ({ [`k${at}`]: GROUPINGS[key].source }));
  const aggregations = { last: { max: { field: "taskotron.submit_time" } } };
  for await (const page of buckets(elastic, { index, filter, sources, aggregations }))
    for (const { key, doc_count: n, last } of page)
      groups.add({
        values: by.map((_key, at) => key[`k${at}`] ?? null),
        outcome: key[`k${by.length}`] as Outcome,
        n,
        last: (last as { readonly value: number }).value,
      });
};

/** What retention has left of results, for the days that the window holds in full. */
const addGone = async (reading: Reading, selection: Selection, { by, groups }: Sums): Promise<void> => {
  const { index, filter } = await selectedTotals(reading, selection);
  const sources = [...by, "outcome" as const].map((key, at) => ({ [`k${at}`]: GROUPINGS[key].source }));
  const aggregations = {
    n: { sum: { field: "taskotron.n" } },
    last: { max: { field: "taskotron.last" } },
  };
  for await (const page of buckets(reading.elastic, { index, filter, sources, aggregations }))
    for (const { key, n, last } of page)
      groups.add({
        values: by.map((_key, at) => key[`k${at}`] ?? null),
        outcome: key[`k${by.length}`] as Outcome,
        n: (n as { readonly value: number }).value,
        last: (last as { readonly value: number }).value,
      });
};

const addResults = async (
  { elastic }: Reading,
  { index, filter, pick }: Selected<ResultFields>,
  { by, groups }: Sums,
): Promise<void> => {
  const walk = { index, filter, time: "submit_time", order: "newest", after: null } as const;
  for await (const page of candidates<ResultFields>(elastic, walk))
    for (const result of (await pick?.(page)) ?? page)
      groups.add({
        values: by.map((key) => GROUPINGS[key].valueOf(result)),
        outcome: result.outcome,
        n: 1,
        last: result.submit_time,
      });
};
