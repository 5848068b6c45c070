import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { JobAnswer, type TaskAnswer } from "../../../model/answer/task.ts";
import type { Page } from "../../../model/page.ts";
import type { Run } from "../../../model/run.ts";
import { openApp, type Opened } from "../open.ts";
import { JSON_TYPE, sealOf, logText, shipOpen, uuidOf } from "../ship.ts";

const WISH = { task: "rpmlint", item: "bash-5.2-1.fc42", type: "koji_build", arch: "i686" };

const wish = (opened: Opened, body: object = WISH) =>
  opened.call("POST", "/api/v1/jobs", { headers: JSON_TYPE, payload: JSON.stringify(body) });

test("a wish becomes a scheduled run and a job of one uuid", async () => {
  await using opened = await openApp();
  const { status, body, text } = await wish(opened);
  assert.equal(status, 201, text);
  assert.ok(Compile(JobAnswer).Check(body));
  assert.deepEqual([body.task, body.arch, body.state], ["rpmlint", "i386", "waiting"]);
  const run = (await opened.call("GET", `/api/v1/runs/${body.uuid}`)).body as Run;
  assert.deepEqual(
    [run.state, run.task, run.item, run.arch],
    ["SCHEDULED", "rpmlint", "bash-5.2-1.fc42", "i386"],
  );
  const { data, total } = (await opened.call("GET", "/api/v1/jobs")).body as Page<JobAnswer>;
  assert.deepEqual([data.map(({ uuid }) => uuid), total.value], [[body.uuid], 1]);
  assert.equal((await opened.queue.lease("w", 1000))?.job.task, "/tasks/rpmlint/rpmlint.yml");
});

test("a wish with a uuid may be repeated and stays one job", async () => {
  await using opened = await openApp();
  const body = { ...WISH, uuid: uuidOf(1) };
  assert.equal((await wish(opened, body)).status, 201);
  assert.equal((await wish(opened, body)).status, 200);
  assert.equal((await wish(opened, { ...body, item: "zsh-5.9-1.fc42" })).status, 409);
  assert.equal((await opened.queue.counts()).waiting, 1);
});

test("a job that waits is cancelled at once, one that runs by its worker", async () => {
  await using opened = await openApp();
  const { uuid } = (await wish(opened)).body as JobAnswer;
  for (const _ of [1, 2]) {
    const { status, body } = await opened.call("DELETE", `/api/v1/jobs/${uuid}`);
    assert.deepEqual([status, (body as Run).state], [200, "CANCELLED"]);
  }
  const running = (await wish(opened)).body as JobAnswer;
  const lease = await opened.queue.lease("w", 60_000);
  assert.ok(lease);
  await opened.store.putRun({
    uuid: running.uuid,
    task: "rpmlint",
    item: WISH.item,
    type: WISH.type,
    arch: "i386",
    state: "RUNNING",
  });
  assert.equal(((await opened.call("DELETE", `/api/v1/jobs/${running.uuid}`)).body as Run).state, "RUNNING");
  assert.equal(await opened.queue.renew(lease, 60_000), false);
});

test("what has ended, never was, or is executed elsewhere cannot be cancelled", async () => {
  await using opened = await openApp();
  assert.equal((await opened.call("DELETE", `/api/v1/jobs/${uuidOf(5)}`)).status, 404);
  const uuid = await shipOpen(opened, { n: 1 });
  assert.equal((await opened.call("DELETE", `/api/v1/jobs/${uuid}`)).status, 404);
  await opened.call("POST", `/api/v1/runs/${uuid}/seal`, {
    headers: JSON_TYPE,
    payload: JSON.stringify(sealOf(logText(3))),
  });
  assert.equal((await opened.call("DELETE", `/api/v1/jobs/${uuid}`)).status, 410);
});

test("only known tasks are scheduled, by name or path; a path beyond them where the server reads formulas", async () => {
  const own: TaskAnswer = { name: "own", desc: "", maintainer: "", path: "/home/me/own.yml", types: [] };
  await using opened = await openApp();
  assert.equal((await wish(opened, { ...WISH, task: own.path })).status, 404);
  assert.equal((await wish(opened, { ...WISH, task: "/tasks/rpmlint/rpmlint.yml" })).status, 201);
  await using open = await openApp({ taskAt: async (path) => (path === own.path ? own : null) });
  assert.equal(((await wish(open, { ...WISH, task: own.path })).body as JobAnswer).task, "own");
});

test("a server without a queue says that it is busy for good", async () => {
  await using opened = await openApp({ queue: null });
  const { status, headers } = await wish(opened);
  assert.deepEqual([status, headers["retry-after"]], [503, "5"]);
});

test("tasks are listed", async () => {
  await using opened = await openApp();
  const { data } = (await opened.call("GET", "/api/v1/tasks")).body as Page<TaskAnswer>;
  assert.deepEqual(
    data.map(({ name }) => name),
    ["rpmlint"],
  );
});
