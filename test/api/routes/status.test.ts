import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { openApp } from "../open.ts";
import { JSON_TYPE, shipRun } from "../ship.ts";

test("the process answers, and is ready while store and queue are", async () => {
  await using opened = await openApp();
  assert.deepEqual((await opened.call("GET", "/healthz")).body, { ok: true });
  assert.deepEqual((await opened.call("GET", "/readyz")).body, { ok: true });
});

test("a server whose store takes no writes is alive and not ready, and says what fails", async () => {
  await using opened = await openApp();
  opened.store.checkWritable = async () => {
    throw new AppError("disk-full", "no space");
  };
  assert.equal((await opened.call("GET", "/healthz")).status, 200);
  const { status, body, headers } = await opened.call("GET", "/readyz");
  assert.deepEqual(
    [status, (body as { fields: unknown }).fields, headers["retry-after"]],
    [503, { failing: ["store"] }, "5"],
  );
});

test("a server that is about to close is not ready, and answers all the same", async () => {
  const stopping = new AbortController();
  await using opened = await openApp({ stopping: stopping.signal });
  stopping.abort();
  assert.deepEqual(((await opened.call("GET", "/readyz")).body as { fields: unknown }).fields, {
    failing: ["draining"],
  });
  assert.equal((await opened.call("GET", "/api/v1/runs")).status, 200);
});

test("metrics count what was taken in, and name no package or run", async () => {
  await using opened = await openApp({ token: "secret" });
  await using open = await openApp();
  await opened.call("POST", "/api/v1/jobs", { headers: JSON_TYPE, payload: "{}" });
  assert.match(
    (await opened.call("GET", "/metrics")).text,
    /^taskotron_auth_failures_total\{reason="missing"\} 1$/m,
  );
  const run = await shipRun(open, { n: 1, outcomes: ["FAILED"] });
  const { text, headers } = await open.call("GET", "/metrics");
  assert.match(String(headers["content-type"]), /^text\/plain/);
  for (const line of [
    'taskotron_runs_total{outcome="FAILED"} 1',
    `taskotron_ingest_bytes_total ${run.logs[0]?.bytes}`,
    'taskotron_build_info{version="0.0.0"} 1',
    'taskotron_queue_depth{state="waiting"} 0',
    "taskotron_queue_oldest_seconds 0",
    "taskotron_ship_lag_seconds_count 1",
    'taskotron_store_seconds_count{operation="sealRun"} 1',
  ])
    assert.ok(text.includes(`\n${line}\n`), line);
  assert.doesNotMatch(text, new RegExp(`${run.uuid}|${run.package}`));
});
