import type { estypes } from "@elastic/elasticsearch";
import type { Examined, ExamineOptions } from "../../upkeep.ts";
import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { type Bucket, buckets } from "../query/buckets.ts";
import { getDocuments } from "../read.ts";
import { Latest, seriesId } from "../results/latest.ts";
import { Results } from "../results/results.ts";
import { Runs } from "../runs/runs.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";

const BY = ["check", "item", "type", "arch", "scenario"] as const satisfies readonly (keyof ResultFields)[];

const NEWEST: Record<string, estypes.AggregationsAggregationContainer> = {
  newest: {
    top_hits: {
      size: 1,
      sort: [
        { "taskotron.submit_time": "desc" },
        { "taskotron.run": "desc" },
        { "taskotron.position": "desc" },
      ],
      _source: ["taskotron", "whole"],
    },
  },
};

interface Newest {
  readonly hits: { readonly hits: readonly { readonly _source: Kept<ResultFields> }[] };
}

/** Compares the newest result of each series with the one that is kept as such. */
export const examineLatest = async (
  elastic: Elastic,
  { repair, signal }: ExamineOptions,
): Promise<Examined> => {
  const grouping = {
    index: elastic.indices.pattern("results"),
    filter: { match_all: {} },
    sources: BY.map((field) => ({
      [field]: { terms: { field: `taskotron.${field}`, missing_bucket: true } },
    })),
    aggregations: NEWEST,
    page: 1000,
  };
  let [looked, wrong] = [0, 0];
  for await (const page of buckets(elastic, grouping)) {
    signal.throwIfAborted();
    const newest = page.map((bucket: Bucket) => newestOf(bucket));
    const differing = await differ(elastic, newest);
    if (repair) await correct(elastic, differing);
    looked += newest.length;
    wrong += differing.length;
  }
  return told(looked, wrong, repair);
};

const newestOf = (bucket: Bucket): ResultFields => {
  const [hit] = (bucket["newest"] as Newest).hits.hits;
  if (hit === undefined) throw new Error("a group of results without one");
  return fieldsOf(hit._source);
};

const differ = async (elastic: Elastic, newest: readonly ResultFields[]): Promise<ResultFields[]> => {
  const index = elastic.indices.single("latest");
  const places = newest.map((result) => ({ index, id: seriesId(result) }));
  const kept = await getDocuments<Kept<ResultFields>>(elastic, places);
  const known = new Map(kept.map(({ id, source }) => [id, fieldsOf(source)]));
  return newest.filter((result) => {
    const there = known.get(seriesId(result));
    return there?.run !== result.run || there.position !== result.position;
  });
};

const correct = async (elastic: Elastic, results: readonly ResultFields[]): Promise<void> => {
  const findings = await new Results(elastic, new Runs(elastic)).findingsOf(results);
  await new Latest(elastic).set(results, findings);
};

const told = (looked: number, wrong: number, repair: boolean): Examined => {
  const name = "statistics";
  if (wrong === 0)
    return { name, verdict: "ok", detail: `the newest results of ${looked} series equal a recount` };
  return repair
    ? { name, verdict: "repaired", detail: `${wrong} of ${looked} newest results were corrected` }
    : {
        name,
        verdict: "wrong",
        detail: `${wrong} of ${looked} newest results differ from a recount: \`--repair\` corrects them`,
      };
};
