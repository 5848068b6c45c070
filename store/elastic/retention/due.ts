import { FINAL_STATES } from "../../../model/run.ts";
import type { RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { monthOf } from "../indices.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";
import type { Batch } from "./journal.ts";

interface Asked {
  readonly what: Batch["what"];
  readonly before: number;
  readonly limit: number;
}

/** The oldest sealed runs of before a time that are not pinned and still have what is to go. */
export const dueRuns = async (elastic: Elastic, { what, before, limit }: Asked): Promise<Batch["runs"]> => {
  await elastic.refreshed();
  const { client, indices } = elastic;
  const { hits } = await client.search<Kept<RunFields>>({
    index: indices.pattern("runs"),
    ignore_unavailable: true,
    allow_no_indices: true,
    size: limit,
    track_total_hits: false,
    sort: [{ "taskotron.created": "asc" }, { "taskotron.run": "asc" }],
    _source: ["taskotron", "whole"],
    query: {
      bool: {
        filter: [
          { range: { "taskotron.created": { lt: before } } },
          { terms: { "taskotron.state": [...FINAL_STATES] } },
          { term: { "taskotron.pinned": false } },
        ],
        must_not: what === "runs" ? [] : [{ term: { "taskotron.expired": what } }],
      },
    },
  });
  return hits.hits.flatMap(({ _source: source, _index: index }) =>
    source === undefined ? [] : [{ run: fieldsOf(source).run, month: index.slice(-monthOf(0).length) }],
  );
};
