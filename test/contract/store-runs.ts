import assert from "node:assert/strict";
import type { Cases } from "./store.contract.ts";
import { ALL, NOON, runInput, sealInput, select, uuid } from "./store-build.ts";

export const runCases: Cases = {
  "a run is there as soon as putting it resolves": async ({ store }) => {
    const put = await store.putRun(runInput("a"));
    assert.deepEqual(await store.getRun(uuid("a")), put);
    assert.equal(await store.getRun(uuid("b")), null);
  },

  "a new run has all fields, those not given by default": async ({ store }) => {
    const run = await store.putRun({ ...runInput("a"), item: "foo-1:2-3.fc41", state: "SCHEDULED" });
    const created = new Date(NOON).toISOString();
    assert.deepEqual(run, {
      uuid: uuid("a"),
      task: "rpmlint",
      item: "foo-1:2-3.fc41",
      type: "koji_build",
      arch: "x86_64",
      package: "foo",
      version: "2",
      release: "3.fc41",
      dist: "fc41",
      state: "SCHEDULED",
      outcome: null,
      ok: false,
      attempt: 1,
      retry_of: null,
      runner: null,
      created,
      started: null,
      finished: null,
      heard: created,
      duration_ms: null,
      exit_code: null,
      signal: null,
      limit: null,
      fault: null,
      plan: null,
      problems: [],
      results: 0,
      logs: [],
      artifacts: [],
      source: null,
      wish: null,
      generated: false,
      pinned: false,
      expired: [],
    });
  },

  "putting a run again updates the given fields and keeps the others": async ({ store, clock }) => {
    await store.putRun(runInput("a", { state: "SCHEDULED", attempt: 2, retry_of: uuid("z") }));
    const source = { url: "https://example.org/task.git", commit: "a".repeat(40), dirty: false };
    assert.deepEqual((await store.putRun(runInput("a", { source }))).source, source);
    const wish = { task: "rpmlint", priority: -3, not_before: "2024-03-01T13:00:00.000Z" };
    assert.deepEqual((await store.putRun(runInput("a", { wish }))).wish, wish);
    clock.now += 1000;
    const started = "2024-03-01T12:00:01.000Z";
    const run = await store.putRun(runInput("a", { state: "RUNNING", started, runner: "host:1" }));
    assert.equal(run.state, "RUNNING");
    assert.equal(run.started, started);
    assert.equal(run.runner, "host:1");
    assert.deepEqual(run.source, source);
    assert.deepEqual(run.wish, wish);
    assert.equal(run.attempt, 2);
    assert.equal(run.retry_of, uuid("z"));
    assert.equal(run.created, new Date(NOON).toISOString());
    assert.equal(run.heard, new Date(NOON + 1000).toISOString());
  },

  "a repeated wish does not undo the start of its run": async ({ store }) => {
    await store.putRun(runInput("a", { state: "SCHEDULED" }));
    await store.putRun(runInput("a", { state: "RUNNING" }));
    const run = await store.putRun(runInput("a", { state: "SCHEDULED" }));
    assert.equal(run.state, "RUNNING");
  },

  "a run's task, item, type and arch never change": async ({ store }) => {
    await store.putRun(runInput("a"));
    for (const field of ["task", "item", "type", "arch"] as const)
      await assert.rejects(store.putRun(runInput("a", { [field]: "other" })), { code: "run-conflict" });
    assert.equal((await store.getRun(uuid("a")))?.task, "rpmlint");
  },

  "a sealed run takes a put that changes nothing and no other": async ({ store }) => {
    const first = runInput("a", { started: "2024-03-01T12:00:00Z" });
    await store.putRun(first);
    const sealed = await store.sealRun(uuid("a"), sealInput());
    assert.deepEqual(await store.putRun(first), sealed);
    assert.deepEqual(await store.putRun(runInput("a", { state: "SCHEDULED" })), sealed);
    await assert.rejects(store.putRun(runInput("a", { runner: "other" })), { code: "run-closed" });
  },

  "a time that does not exist is refused": async ({ store }) => {
    await assert.rejects(store.putRun(runInput("a", { started: "2024-13-45T99:00:00Z" })), {
      code: "bad-value",
    });
    assert.equal(await store.getRun(uuid("a")), null);
  },

  "items keep every character": async ({ store, reopen }) => {
    const items = [
      "a/b#c:d~e^f+g%h",
      "nul\0nul",
      "😀 emoji",
      "עברית \u202e rtl",
      "1.10",
      "1e5",
      "0x10",
      " ",
      "'\"; DROP TABLE run;--",
    ];
    for (const [at, item] of items.entries())
      await store.putRun(runInput(`run ${at}`, { item, type: "file", task: item, runner: item }));
    const again = await reopen();
    for (const [at, item] of items.entries()) {
      const run = await again.getRun(uuid(`run ${at}`));
      assert.deepEqual([run?.item, run?.task, run?.runner], [item, item, item]);
    }
  },

  "what was written is there after the store is opened again": async ({ store, reopen }) => {
    const run = await store.putRun(runInput("a"));
    const again = await reopen();
    assert.deepEqual(await again.getRun(uuid("a")), run);
    const page = await again.findRuns(select(ALL), { limit: 10, cursor: null });
    assert.deepEqual(page.data, [run]);
  },

  "many puts at once are all kept, and one that fails undoes no other": async ({ store }) => {
    await store.putRun(runInput("conflict"));
    const puts = Array.from({ length: 50 }, (_, at) => store.putRun(runInput(`run ${at}`)));
    const conflict = store.putRun(runInput("conflict", { item: "other" }));
    await assert.rejects(conflict, { code: "run-conflict" });
    await Promise.all([
      ...puts,
      ...Array.from({ length: 50 }, (_, at) => store.putRun(runInput(`more ${at}`))),
    ]);
    assert.equal((await store.countRuns(select(ALL))).runs, 101);
  },

  "a store that takes writes says so": async ({ store }) => {
    await store.checkWritable();
  },
};
