import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { uuidV7 } from "../../../model/uuid.ts";
import { ownRedis } from "../../queue/bullmq/server.ts";
import { freshFolder } from "../../support/folder.ts";
import { needsProgram } from "../../support/needs.ts";
import { startServer } from "../../support/server.ts";

const add = (address: string, uuid: string): Promise<Response> =>
  fetch(`${address}/api/v1/jobs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      uuid,
      task: "npm-manifest",
      item: `thing-${uuid}-${"x".repeat(900)}`,
      type: "npm_package",
    }),
  });

interface Jobs {
  readonly data: readonly { readonly uuid: string }[];
}

suite("a Redis without memory", needsProgram("redis-server"), () => {
  test("further jobs answer 503, and those that were taken are all there", async (t) => {
    const { url, redis } = await ownRedis(t);
    await using server = await startServer(freshFolder("oom"), "--no-worker", "--queue", url);
    const used = Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);
    await redis.config("SET", "maxmemory", String(used + 1_200_000));
    const taken: string[] = [];
    let last = uuidV7(Date.now());
    let answer = await add(server.address, last);
    for (; answer.ok; answer = await add(server.address, last)) {
      taken.push(last);
      last = uuidV7(Date.now());
    }
    assert.equal(answer.status, 503, await answer.text());
    assert.equal(answer.headers.get("retry-after"), "5");
    assert.ok(taken.length > 20, `${taken.length} jobs were taken`);
    const listed = async () =>
      new Set(((await server.get("/jobs?limit=1000")) as Jobs).data.map(({ uuid }) => uuid));
    const before = await listed();
    assert.deepEqual(
      taken.filter((uuid) => !before.has(uuid)),
      [],
    );
    await redis.config("SET", "maxmemory", "0");
    assert.equal((await add(server.address, last)).ok, true);
    const after = await listed();
    assert.deepEqual(
      [...taken, last].filter((uuid) => !after.has(uuid)),
      [],
    );
    assert.equal(after.size, taken.length + 1);
  });

  test("one that would drop jobs instead is refused when the server starts", async (t) => {
    const { url } = await ownRedis(t, "--maxmemory-policy", "allkeys-lru");
    await assert.rejects(
      startServer(freshFolder("lru"), "--no-worker", "--queue", url),
      /would drop jobs .*allkeys-lru.*maxmemory-policy noeviction/s,
    );
  });
});
