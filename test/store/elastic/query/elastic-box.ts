import { randomUUID } from "node:crypto";
import { BulkWriter } from "../../../../store/elastic/bulk-writer.ts";
import { connect } from "../../../../store/elastic/connection.ts";
import type { Elastic } from "../../../../store/elastic/elastic.ts";
import { Indices } from "../../../../store/elastic/indices.ts";
import { parseAddress } from "../../../../store/elastic/address.ts";
import { refreshes } from "../../../../store/elastic/refresh.ts";
import { RunDirectory } from "../../../../store/elastic/run-directory.ts";
import { install } from "../../../../store/elastic/schema/install.ts";
import { serviceUrl } from "../../../support/services.ts";

export interface ElasticBox extends AsyncDisposable {
  readonly elastic: Elastic;
}

/** The tests' server with indices of its own, which are removed afterwards. */
export const elasticBox = async (now: () => number): Promise<ElasticBox> => {
  const prefix = `e3-${randomUUID()}`;
  const client = connect(parseAddress(serviceUrl("elastic")), { ca: null, apiKey: null });
  const indices = new Indices(prefix);
  await install({ client, indices }, { shards: 1, replicas: 0 });
  const bulk = new BulkWriter(client);
  return {
    elastic: {
      client,
      indices,
      bulk,
      directory: new RunDirectory({ client, bulk, indices }),
      refreshed: refreshes(client, indices),
      now,
    },
    [Symbol.asyncDispose]: async () => {
      const names = Object.keys(await client.indices.get({ index: `${prefix}-*` }));
      if (names.length > 0) await client.indices.delete({ index: names });
      await client.indices.deleteIndexTemplate({ name: `${prefix}-*` });
      await client.close();
    },
  };
};
