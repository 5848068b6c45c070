import { randomUUID } from "node:crypto";
import { runningPid } from "../../scripts/services/process.mjs";
import { SERVICES } from "../../scripts/services/services.mjs";
import { parseAddress } from "../../store/elastic/address.ts";
import { connect } from "../../store/elastic/connection.ts";
import { openElastic } from "../../store/elastic/open.ts";
import type { ElasticOptions } from "../../store/elastic/options.ts";
import type { Elastic } from "../../store/elastic/elastic.ts";

const VARIABLE = "TASKOTRON_TEST_ELASTIC";

/** One node keeps no copies. */
const LAYOUT: ElasticOptions = { ca: null, apiKey: null, shards: 1, replicas: 0 };

const server = (): string => {
  const given = process.env[VARIABLE];
  if (given !== undefined) return given;
  if (runningPid("elasticsearch") === null)
    throw new Error("elasticsearch is not up: npm run services -- start elasticsearch");
  return SERVICES.find(({ name }) => name === "elasticsearch")?.env[VARIABLE] ?? "";
};

/** Indices that nobody else has, until they are disposed of. */
export interface OwnIndices extends AsyncDisposable {
  readonly url: string;
  readonly elastic: Elastic;
}

export const ownIndices = async (): Promise<OwnIndices> => {
  const url = `${server()}/bench-${randomUUID().slice(0, 13)}`;
  const elastic = await openElastic(url, Date.now, LAYOUT);
  return { url, elastic, [Symbol.asyncDispose]: () => remove(url) };
};

/** Named one by one: a cluster may forbid patterns. */
const remove = async (url: string): Promise<void> => {
  const address = parseAddress(url);
  await using client = { it: connect(address, LAYOUT), [Symbol.asyncDispose]: () => client.it.close() };
  const index = Object.keys(
    await client.it.indices.get({ index: `${address.prefix}-*`, features: ["aliases"] }),
  );
  if (index.length > 0) await client.it.indices.delete({ index });
  await client.it.indices.deleteIndexTemplate({ name: `${address.prefix}-*` }, { ignore: [404] });
};
