import { fold } from "../../log/match/fold.ts";
import type { Elastic } from "../elastic.ts";
import { buckets } from "./buckets.ts";
import { isCut } from "./indexed.ts";

/** Values that begin with a prefix, whatever their case. */
export interface Beginning {
  readonly prefix: string;
  readonly limit: number;
}

export interface Frequency {
  readonly value: string;
  readonly count: number;
}

/** A keyword with one value at most in each document, and the field that has its `foldedTerm`. */
export interface Counted {
  readonly index: string;
  readonly field: string;
  readonly folded: string;
}

/** Values that each shard tells of: at first, and at most. */
const FIRST = 1000;
const MOST = 64_000;

interface Terms {
  readonly values: {
    readonly doc_count_error_upper_bound: number;
    readonly buckets: readonly {
      readonly key: string;
      readonly doc_count: number;
      readonly doc_count_error_upper_bound?: number;
    }[];
  };
}

/** The most frequent values and in how many documents they are, ties by value. Exact unless a shard has more values than it may tell. */
export const mostFrequent = async (
  elastic: Elastic,
  counted: Counted,
  beginning: Beginning,
): Promise<Frequency[]> => {
  const { limit } = beginning;
  let size = limit;
  for (let told = Math.max(FIRST, size); ; told = Math.min(MOST, told * 8)) {
    const found = await ask(elastic, { ...counted, told }, { ...beginning, limit: size });
    const whole = found.buckets.filter(({ key }) => !isCut(key));
    // long values take places that others would have had
    const isFull = whole.length >= limit || found.buckets.length < size;
    if (told >= MOST || (isFull && isCertain(found)))
      return whole.slice(0, limit).map(({ key: value, doc_count: count }) => ({ value, count }));
    if (!isFull) size += found.buckets.length - whole.length;
  }
};

const ask = async (
  { client }: Elastic,
  { index, field, folded, told }: Counted & { readonly told: number },
  { prefix, limit }: Beginning,
): Promise<Terms["values"]> => {
  const { aggregations } = await client.search<never, Terms>({
    index,
    ignore_unavailable: true,
    size: 0,
    track_total_hits: false,
    query:
      prefix === ""
        ? { exists: { field } }
        : { prefix: { [folded]: { value: fold(prefix.toWellFormed()) } } },
    aggregations: {
      values: {
        terms: {
          field,
          size: limit,
          shard_size: told,
          show_term_doc_count_error: true,
          order: [{ _count: "desc" }, { _key: "asc" }],
        },
      },
    },
  });
  return aggregations?.values ?? { doc_count_error_upper_bound: 0, buckets: [] };
};

/** Whether no value that a shard did not tell of can be more frequent than the last one. */
const isCertain = ({ doc_count_error_upper_bound: error, buckets: found }: Terms["values"]): boolean =>
  error === 0 ||
  (found.every((bucket) => (bucket.doc_count_error_upper_bound ?? 0) === 0) &&
    (found.at(-1)?.doc_count ?? 0) > error);

/** Every value of a keyword that has few, and in how many documents it is. */
export const allFrequencies = async (
  elastic: Elastic,
  index: string,
  field: string,
): Promise<Frequency[]> => {
  const found: Frequency[] = [];
  const sources = [{ value: { terms: { field } } }];
  for await (const page of buckets(elastic, { index, filter: { match_all: {} }, sources }))
    for (const { key, doc_count: count } of page) found.push({ value: String(key["value"]), count });
  return found;
};

/** Of values at hand those that begin so, most frequent first, ties in the order they are in. */
export const mostFrequentOf = (values: readonly Frequency[], { prefix, limit }: Beginning): Frequency[] => {
  const start = fold(prefix.toWellFormed());
  return values
    .filter(({ value }) => fold(value).startsWith(start))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, limit);
};
