import type { Client } from "@elastic/elasticsearch";
import type { Store } from "../store.ts";
import { parseAddress } from "./address.ts";
import { BulkWriter } from "./bulk-writer.ts";
import { connect } from "./connection.ts";
import type { Elastic } from "./elastic.ts";
import { guarded } from "./failure.ts";
import { Indices } from "./indices.ts";
import type { ElasticOptions } from "./options.ts";
import { refreshes } from "./refresh.ts";
import { RunDirectory } from "./run-directory.ts";
import { install } from "./schema/install.ts";
import { ElasticStore } from "./store.ts";

/** Opens the store on a cluster, makes its templates where they are missing, and brings them up to date. Throws `setting`, `store`, `unavailable`. */
export const openElasticStore = async (
  url: string,
  now: () => number,
  options: ElasticOptions,
): Promise<Store> => new ElasticStore(await openElastic(url, now, options));

/** What the parts of the store work with. */
export const openElastic = async (
  url: string,
  now: () => number,
  options: ElasticOptions,
): Promise<Elastic> => {
  const address = parseAddress(url);
  const client = connect(address, options);
  const indices = new Indices(address.prefix);
  try {
    await guarded(() => install({ client, indices }, options));
  } catch (error) {
    await client.close();
    throw error;
  }
  return elasticOf({ client, indices, now });
};

interface Connected {
  readonly client: Client;
  readonly indices: Indices;
  readonly now: () => number;
}

const elasticOf = ({ client, indices, now }: Connected): Elastic => {
  const bulk = new BulkWriter(client);
  return {
    client,
    indices,
    bulk,
    directory: new RunDirectory({ client, bulk, indices }),
    refreshed: refreshes(client, indices),
    now,
  };
};
