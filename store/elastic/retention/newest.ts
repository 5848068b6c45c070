import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { type Dsl } from "../query/filter.ts";
import { getDocument } from "../read.ts";
import type { Results } from "../results/results.ts";
import { seriesId } from "../results/latest.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";
import { resultDocument } from "../schema/result-document.ts";
import { resultId } from "../results/shown.ts";

/** Lets the series of results that are gone have the newest of those that are left, or none. */
export const electNewest = async (
  elastic: Elastic,
  results: Results,
  gone: readonly ResultFields[],
): Promise<void> => {
  await elastic.refreshed();
  const removed = new Set(gone.map(resultId));
  const series = new Map(gone.map((result) => [seriesId(result), result]));
  for (const [id, result] of series) await elect(elastic, results, { id, result, removed });
};

interface Election {
  readonly id: string;
  readonly result: ResultFields;
  readonly removed: ReadonlySet<string>;
}

const elect = async (
  elastic: Elastic,
  results: Results,
  { id, result, removed }: Election,
): Promise<void> => {
  const index = elastic.indices.single("latest");
  for (;;) {
    const there = await getDocument<Kept<ResultFields>>(elastic, { index, id });
    // a newer result came meanwhile
    if (there === null || !removed.has(resultId(fieldsOf(there.source)))) return;
    const left = await newestLeft(elastic, result);
    const place = { index, id, seen: there.seen };
    const [written] = await elastic.bulk.write([
      left === null
        ? { ...place, kind: "delete" }
        : { ...place, kind: "index", document: await documentOf(results, left) },
    ]);
    if (written?.kind === "written") return;
  }
};

const documentOf = async (results: Results, result: ResultFields): Promise<object> => {
  const findings = await results.findingsOf([result]);
  return resultDocument(result, findings.get(resultId(result)) ?? []);
};

const newestLeft = async ({ client, indices }: Elastic, of: ResultFields): Promise<ResultFields | null> => {
  const { hits } = await client.search<Kept<ResultFields>>({
    index: indices.pattern("results"),
    ignore_unavailable: true,
    size: 1,
    track_total_hits: false,
    query: { bool: sameSeries(of) },
    sort: [
      { "taskotron.submit_time": "desc" },
      { "taskotron.run": "desc" },
      { "taskotron.position": "desc" },
    ],
    _source: ["taskotron", "whole"],
  });
  const source = hits.hits[0]?._source;
  return source === undefined ? null : fieldsOf(source);
};

const sameSeries = ({ check, item, type, arch, scenario }: ResultFields): NonNullable<Dsl["bool"]> => ({
  filter: [
    ...Object.entries({ check, item, type, arch, ...(scenario === null ? {} : { scenario }) }).map(
      ([field, value]) => ({ term: { [`taskotron.${field}`]: value } }),
    ),
  ],
  must_not: scenario === null ? [{ exists: { field: "taskotron.scenario" } }] : [],
});
