import type { Contents } from "../../upkeep.ts";
import type { Elastic } from "../elastic.ts";

/** What the store holds at the moment. */
export const contentsOf = async ({ client, indices, refreshed }: Elastic): Promise<Contents> => {
  await refreshed();
  const lenient = { ignore_unavailable: true, allow_no_indices: true };
  const [runs, results, logs] = await Promise.all([
    client.count({ index: indices.pattern("runs"), ...lenient }),
    client.count({ index: indices.pattern("results"), ...lenient }),
    client.search<unknown, { readonly bytes: { readonly value: number } }>({
      index: indices.pattern("logs"),
      size: 0,
      aggs: { bytes: { sum: { field: "taskotron.bytes" } } },
      ...lenient,
    }),
  ]);
  return { runs: runs.count, results: results.count, log_bytes: logs.aggregations?.bytes.value ?? 0 };
};
