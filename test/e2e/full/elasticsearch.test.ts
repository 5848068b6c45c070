import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { ownPrefix } from "../../store/elastic/own-prefix.ts";
import { freshFolder } from "../../support/folder.ts";
import { eventually, startServer } from "../../support/server.ts";
import { needsService, serviceUrl } from "../../support/services.ts";
import { shipLog } from "./patient.ts";
import { append, assertFull, assertLog, assertReady, denseText, put, someRun } from "./refusing.ts";

/** What Elasticsearch does to indices when its disk has passed the flood stage, and takes back by itself when it has room. */
const block = async (prefix: string, isBlocked: boolean): Promise<void> => {
  const answer = await fetch(`${serviceUrl("elastic")}/${prefix}-*/_settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ "index.blocks.read_only_allow_delete": isBlocked ? true : null }),
  });
  assert.equal(answer.ok, true, await answer.text());
};

suite("indices that Elasticsearch made read-only on a full disk", needsService("elastic"), () => {
  test("writes answer 507, reads go on, and when the block is lifted runners go on by themselves: nothing acknowledged is lost", async (t) => {
    const { url, prefix, remove } = ownPrefix();
    t.after(remove);
    await using server = await startServer(freshFolder("blocked"), "--no-worker", "--store", url);
    const text = denseText(3 * LIMITS.chunk);
    const [run, other] = [someRun(), someRun()];
    assert.equal((await put(server, run)).ok, true);
    assert.equal((await append(server, run, 0, text.subarray(0, LIMITS.chunk))).ok, true);
    await block(prefix, true);
    await assertFull(await append(server, run, LIMITS.chunk, text.subarray(LIMITS.chunk, 2 * LIMITS.chunk)));
    await assertFull(await put(server, other));
    await assertReady(server, 503);
    await assertLog(server, run, text.subarray(0, LIMITS.chunk));
    const runner = await shipLog(server.address, run, text);
    await eventually("a refusal", async () => (runner.refusals.includes("disk-full") ? true : null));
    await block(prefix, false);
    assert.equal((await runner.sealed).state, "FINISHED");
    await assertReady(server, 200);
    await assertLog(server, run, text);
  });
});
