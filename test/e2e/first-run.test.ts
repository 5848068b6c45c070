import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "../../model/page.ts";
import type { Result } from "../../model/result.ts";
import { freshFolder } from "../support/folder.ts";
import { eventually, startServer } from "../support/server.ts";

const CHECKS = ["npm-bundled", "npm-manifest", "npm-scripts"];

const results = async (server: { get: (path: string) => Promise<unknown> }): Promise<readonly Result[]> =>
  ((await server.get("/results?limit=1000")) as Page<Result>).data;

test("the first start checks packages of this machine with three checks; the next one reuses what is there", async () => {
  const data = freshFolder("first-run");
  const first = await startServer(data, "--first-run");
  await eventually("a result of each check", async () => {
    const checks = new Set((await results(first)).map(({ check }) => check));
    return CHECKS.every((check) => checks.has(check)) ? true : null;
  });
  assert.match(first.output(), /PASSED|INFO|SKIPPED|FAILED/);
  assert.equal(await first.stop(), 0);

  await using second = await startServer(data, "--no-worker", "--first-run");
  const kept = await results(second);
  assert.ok(kept.length >= CHECKS.length);
  assert.ok(kept.every(({ type, generated }) => type === "npm_package" && !generated));
  const runs = (await second.get("/runs?limit=1")) as Page<unknown>;
  assert.ok(runs.total.value > 500, `${runs.total.value} runs are known`);
});
