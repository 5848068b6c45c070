import type { Elastic } from "../../../../store/elastic/elastic.ts";
import { Logs } from "../../../../store/elastic/logs/logs.ts";
import { openElastic } from "../../../../store/elastic/open.ts";
import type { Sources } from "../../../../store/elastic/query/reading.ts";
import { Results } from "../../../../store/elastic/results/results.ts";
import { Runs } from "../../../../store/elastic/runs/runs.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

/** The tests' server with indices of its own, which are removed afterwards, and what reads look things up in. */
export interface ElasticBox extends AsyncDisposable {
  readonly elastic: Elastic;
  readonly runs: Runs;
  readonly results: Results;
  readonly sources: Sources;
}

export const elasticBox = async (now: () => number): Promise<ElasticBox> => {
  const own = ownPrefix();
  const elastic = await openElastic(own.url, now, OPTIONS);
  const runs = new Runs(elastic);
  const results = new Results(elastic, runs);
  return {
    elastic,
    runs,
    results,
    sources: { elastic, runs, results, logs: new Logs(elastic, runs) },
    [Symbol.asyncDispose]: async () => {
      await elastic.client.close();
      await own.remove();
    },
  };
};
