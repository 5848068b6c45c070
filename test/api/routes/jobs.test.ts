import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { JobAnswer, type TaskAnswer } from "../../../model/answer/task.ts";
import { AppError } from "../../../model/errors.ts";
import { jobOfRun } from "../../../model/job.ts";
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
  assert.equal((await opened.queue.lease("w", 1000))?.job.task, "rpmlint");
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

test("jobs are listed with their place, how long they wait, and when they may begin", async () => {
  await using opened = await openApp();
  const first = (await wish(opened)).body as JobAnswer;
  const urgent = (await wish(opened, { ...WISH, priority: 5 })).body as JobAnswer;
  const later = (await wish(opened, { ...WISH, delay_ms: 60_000 })).body as JobAnswer;
  assert.deepEqual([later.state, later.not_before !== null, later.waiting_ms], ["delayed", true, null]);
  const { data, total } = (await opened.call("GET", "/api/v1/jobs")).body as Page<JobAnswer>;
  assert.deepEqual(
    data.map(({ uuid, state, position }) => [uuid, state, position]),
    [
      [urgent.uuid, "waiting", 1],
      [first.uuid, "waiting", 2],
      [later.uuid, "delayed", null],
    ],
  );
  assert.ok(data.slice(0, 2).every(({ waiting_ms }) => waiting_ms !== null && waiting_ms >= 0));
  assert.equal(total.value, 3);
  await opened.queue.lease("host/1", 60_000);
  const [leased] = ((await opened.call("GET", "/api/v1/jobs")).body as Page<JobAnswer>).data;
  assert.deepEqual([leased?.state, leased?.worker, leased?.position], ["leased", "host/1", null]);
});

test("wishes with one window are one run, and the first decides when", async () => {
  await using opened = await openApp();
  const window = { key: "f42", ms: 900_000 };
  const first = await wish(opened, { ...WISH, window });
  const again = await wish(opened, { ...WISH, item: "zsh-5.9-1.fc42", window });
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(again.body, first.body);
  const { data } = (await opened.call("GET", "/api/v1/runs")).body as Page<Run>;
  assert.equal(data.length, 1);
  assert.equal((await wish(opened, { ...WISH, window, delay_ms: 1 })).status, 422);
  assert.equal(
    (await wish(opened, { ...WISH, delay_ms: 1, not_before: "2026-01-01T00:00:00Z" })).status,
    422,
  );
});

test("a wish that the queue does not take is withdrawn, unless it can be repeated", async () => {
  await using opened = await openApp();
  const add = opened.queue.add.bind(opened.queue);
  opened.queue.add = () => Promise.reject(new AppError("busy", "Redis has no memory left"));
  assert.equal((await wish(opened)).status, 503);
  assert.equal((await wish(opened, { ...WISH, uuid: uuidOf(1) })).status, 503);
  const states = ((await opened.call("GET", "/api/v1/runs")).body as Page<Run>).data.map(
    ({ uuid, state }) => [uuid === uuidOf(1), state],
  );
  assert.deepEqual(states.sort(), [
    [false, "CANCELLED"],
    [true, "SCHEDULED"],
  ]);
  opened.queue.add = add;
  assert.equal((await wish(opened, { ...WISH, uuid: uuidOf(1) })).status, 201);
});

test("the record of a run says all that its job does", async () => {
  await using opened = await openApp();
  const { uuid } = (await wish(opened, { ...WISH, priority: 7, delay_ms: 60_000 })).body as JobAnswer;
  const job = await opened.queue.get(uuid);
  const run = await opened.store.getRun(uuid);
  assert.ok(run && job);
  assert.deepEqual({ ...jobOfRun(run), state: job.state, worker: null }, job);
});

test("what has ended is tried again, once however often it is asked for", async () => {
  await using opened = await openApp();
  const { uuid } = (await wish(opened)).body as JobAnswer;
  const retry = () => opened.call("POST", `/api/v1/jobs/${uuid}/retry`);
  assert.equal((await retry()).status, 409);
  await opened.call("DELETE", `/api/v1/jobs/${uuid}`);
  const made = await retry();
  assert.equal(made.status, 201, made.text);
  const { uuid: next, attempt, retry_of, task, state } = made.body as JobAnswer;
  assert.deepEqual([attempt, retry_of, task, state], [2, uuid, "rpmlint", "waiting"]);
  const again = await retry();
  assert.deepEqual([again.status, (again.body as JobAnswer).uuid], [200, next]);
  assert.equal((await opened.queue.counts()).waiting, 1);
  assert.equal((await opened.call("POST", `/api/v1/jobs/${uuidOf(9)}/retry`)).status, 404);
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
