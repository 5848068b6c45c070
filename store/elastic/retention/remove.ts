import type { Elastic } from "../elastic.ts";
import type { Dsl } from "../query/filter.ts";
import { snapshotOf } from "../query/snapshot.ts";

/** Documents that are removed by one request. */
const PAGE = 1000;

/** Removes the documents that a filter finds, as the last refresh saw them. */
export const removeAll = async (elastic: Elastic, index: string, filter: Dsl): Promise<void> => {
  await using snapshot = await snapshotOf(elastic, index);
  for (let after: object | undefined; ;) {
    const { hits } = await snapshot.search<never>({
      query: filter,
      size: PAGE,
      _source: false,
      track_total_hits: false,
      sort: [{ _shard_doc: "asc" }],
      ...(after === undefined ? {} : after),
    });
    await elastic.bulk.write(
      hits.hits.map(({ _index: name, _id: id = "" }) => ({ index: name, id, kind: "delete" as const })),
    );
    const last = hits.hits.at(-1)?.sort;
    if (hits.hits.length < PAGE || last === undefined) return;
    after = { search_after: last };
  }
};

export const ofRuns = (runs: readonly { readonly run: string }[]): Dsl => ({
  terms: { "taskotron.run": runs.map(({ run }) => run) },
});
