import type { estypes } from "@elastic/elasticsearch";
import type { Elastic } from "../elastic.ts";

/** Milliseconds between two pages of one read. */
const KEEP = "2m";

/** An index as it was at one moment, for reads of several pages. */
export interface Snapshot extends AsyncDisposable {
  search<Source, Aggregations = unknown>(
    request: Omit<estypes.SearchRequest, "index">,
  ): Promise<estypes.SearchResponse<Source, Aggregations>>;
}

/** Takes a snapshot of an index, or of all that are behind an alias; one that is not there is empty. */
export const snapshotOf = async ({ client }: Elastic, index: string): Promise<Snapshot> => {
  let { id } = await client.openPointInTime({ index, keep_alive: KEEP, ignore_unavailable: true });
  return {
    search: async <Source, Aggregations>(request: Omit<estypes.SearchRequest, "index">) => {
      const answer = await client.search<Source, Aggregations>({ ...request, pit: { id, keep_alive: KEEP } });
      id = answer.pit_id ?? id;
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      // It ends by itself as well.
      await client.closePointInTime({ id }).catch(() => undefined);
    },
  };
};
