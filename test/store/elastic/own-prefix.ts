import { randomUUID } from "node:crypto";
import { parseAddress } from "../../../store/elastic/address.ts";
import { connect } from "../../../store/elastic/connection.ts";
import type { ElasticOptions } from "../../../store/elastic/options.ts";
import { serviceUrl } from "../../support/services.ts";

/** What tests open a store with: one node keeps no copies. */
export const OPTIONS: ElasticOptions = { ca: null, apiKey: null, shards: 1, replicas: 0 };

/** An address for indices that nobody else has, and what removes them. */
export interface OwnPrefix {
  readonly url: string;
  readonly prefix: string;
  readonly remove: () => Promise<void>;
}

/** Takes a prefix of the tests' server, or of another one. `stem` is what it begins with. */
export const ownPrefix = (
  server: string = serviceUrl("elastic"),
  options: ElasticOptions = OPTIONS,
  stem = "t",
): OwnPrefix => {
  const prefix = `${stem}-${randomUUID().slice(0, 13)}`;
  const url = `${server}/${prefix}`;
  return { url, prefix, remove: () => removeAll(url, options) };
};

/** Indices cannot be deleted by a pattern where a cluster forbids it, so they are named. */
const removeAll = async (url: string, options: ElasticOptions): Promise<void> => {
  const address = parseAddress(url);
  const client = connect(address, options);
  const index = Object.keys(
    await client.indices.get({ index: `${address.prefix}-*`, features: ["aliases"] }),
  );
  if (index.length > 0) await client.indices.delete({ index });
  await client.indices.deleteIndexTemplate({ name: `${address.prefix}-*` }, { ignore: [404] });
  await client.close();
};
