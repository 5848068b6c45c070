import type { estypes } from "@elastic/elasticsearch";
import type { Elastic } from "../elastic.ts";
import type { Dsl } from "./filter.ts";
import { snapshotOf } from "./snapshot.ts";

/** What documents are grouped by, and what is told of each group. */
export interface Grouping {
  readonly index: string;
  readonly filter: Dsl;
  readonly sources: Record<string, estypes.AggregationsCompositeAggregationSource>[];
  readonly aggregations?: Record<string, estypes.AggregationsAggregationContainer>;
  /** Groups of one page; fewer where each is told much. */
  readonly page?: number;
}

export interface Bucket {
  readonly key: Readonly<Record<string, string | number | null>>;
  readonly doc_count: number;
  readonly [aggregation: string]: unknown;
}

/** Groups of one page: a search may tell of 65,536, and each page goes through all documents anew. */
const PAGE = 30_000;

interface Composite {
  readonly composite: { readonly buckets: readonly Bucket[]; readonly after_key?: Record<string, never> };
}

/** All groups of documents, page by page, in order of their keys. */
export async function* buckets(elastic: Elastic, grouping: Grouping): AsyncGenerator<readonly Bucket[]> {
  await using snapshot = await snapshotOf(elastic, grouping.index);
  const size = grouping.page ?? PAGE;
  let after: Record<string, never> | undefined;
  do {
    const { aggregations } = await snapshot.search<never, Composite>({
      size: 0,
      track_total_hits: false,
      query: grouping.filter,
      aggregations: {
        composite: {
          composite: { size, sources: grouping.sources, ...(after === undefined ? {} : { after }) },
          ...(grouping.aggregations === undefined ? {} : { aggregations: grouping.aggregations }),
        },
      },
    });
    const found = aggregations?.composite.buckets ?? [];
    if (found.length > 0) yield found;
    after = found.length < size ? undefined : aggregations?.composite.after_key;
  } while (after !== undefined);
}
