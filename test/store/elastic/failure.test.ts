import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { parseAddress } from "../../../store/elastic/address.ts";
import { connect } from "../../../store/elastic/connection.ts";
import { guarded } from "../../../store/elastic/failure.ts";
import { openStore } from "../../../store/open.ts";
import { runInput, uuid } from "../../contract/store-build.ts";
import { needsService } from "../../support/services.ts";
import { double } from "./double.ts";
import { OPTIONS, ownPrefix } from "./own-prefix.ts";

const REFUSALS = [
  [503, "master_not_discovered_exception", "null", "unavailable"],
  [429, "circuit_breaking_exception", "too much", "unavailable"],
  [403, "cluster_block_exception", "index [i] blocked by: [FORBIDDEN/8/index write (api)];", "unavailable"],
  [429, "cluster_block_exception", "disk usage exceeded flood-stage watermark", "disk-full"],
  [400, "too_many_nested_clauses", "maxClauseCount is set to 1024", "bad-query"],
  [401, "security_exception", "unable to authenticate", "store"],
  [403, "security_exception", "action is unauthorized", "store"],
  [400, "mapper_parsing_exception", "failed to parse", "store"],
] as const;

for (const [status, type, reason, code] of REFUSALS)
  test(`${status} ${type} is ${code}`, async (context) => {
    const { url } = await double(context, () => ({ status, body: { error: { type, reason }, status } }));
    const client = connect(parseAddress(url), OPTIONS);
    context.after(() => client.close());
    const asked = guarded(() => client.search({ index: "i" }, { maxRetries: 0 }));
    await assert.rejects(asked, { name: "AppError", code });
  });

test("a cluster that cannot be reached is unavailable", async () => {
  await assert.rejects(openStore("http://127.0.0.1:1", { now: Date.now, elastic: OPTIONS }), {
    code: "unavailable",
  });
});

test("a server of something else is told as that", async () => {
  const server = createServer((_request, response) => response.end("{}")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  await assert.rejects(openStore(`http://127.0.0.1:${port}`, { now: Date.now, elastic: OPTIONS }), {
    code: "store",
    message: /is not Elasticsearch/,
  });
  server.closeAllConnections();
  server.close();
});

test(
  "on a full disk writes and the question for them are refused, reads go on, and it ends with the block",
  needsService("elastic"),
  async (context) => {
    const { url, prefix, remove } = ownPrefix();
    context.after(remove);
    await using store = await openStore(url, { now: Date.now, elastic: OPTIONS });
    await store.putRun(runInput("a"));
    const client = connect(parseAddress(url), OPTIONS);
    context.after(() => client.close());
    const block = (is: true | null) =>
      client.indices.putSettings({
        index: `${prefix}-*`,
        settings: { "index.blocks.read_only_allow_delete": is },
      });
    await block(true);
    await assert.rejects(store.putRun(runInput("b")), { code: "disk-full" });
    await assert.rejects(store.checkWritable(), { code: "disk-full" });
    assert.equal((await store.getRun(uuid("a")))?.task, "rpmlint");
    await block(null);
    await store.putRun(runInput("b"));
    await store.checkWritable();
  },
);
