import assert from "node:assert/strict";
import type { Seal } from "../../model/run.ts";
import type { Cases } from "./store.contract.ts";
import { ALL, bytes, resultInput, runInput, sealedLog, sealInput, select, uuid } from "./store-build.ts";

const OUTPUT = "TAP version 13\nok\n1..1\n";

export const sealCases: Cases = {
  "a seal settles the run's outcome and closes its logs": async ({ store, clock }) => {
    await store.putRun(runInput("a", { started: "2024-03-01T12:00:00Z" }));
    await store.appendLog({ run: uuid("a"), log: "output.log", offset: 0 }, bytes(OUTPUT));
    await store.putResults(uuid("a"), [resultInput(1)]);
    clock.now += 5000;
    const log = sealedLog("output.log", OUTPUT);
    const run = await store.sealRun(uuid("a"), sealInput({ logs: [log] }));
    assert.equal(run.state, "FINISHED");
    assert.equal(run.outcome, "PASSED");
    assert.equal(run.ok, true);
    assert.equal(run.finished, "2024-03-01T12:30:00.000Z");
    assert.equal(run.duration_ms, 1_800_000);
    assert.equal(run.heard, "2024-03-01T12:00:05.000Z");
    assert.deepEqual(run.logs, [log]);
    assert.deepEqual(await store.getRun(uuid("a")), run);
  },

  "a seal says all that it was given": async ({ store }) => {
    await store.putRun(runInput("a"));
    const seal: Seal = {
      state: "ABORTED",
      finished: "2024-03-01T13:00:00.000Z",
      exit_code: 9,
      signal: "SIGKILL",
      limit: "wall",
      fault: "took too long",
      plan: 4,
      problems: [{ kind: "no-plan", line: 3, message: "no plan" }],
      logs: [],
    };
    const run = await store.sealRun(uuid("a"), seal);
    assert.deepEqual(
      [
        run.state,
        run.outcome,
        run.ok,
        run.exit_code,
        run.signal,
        run.limit,
        run.fault,
        run.plan,
        run.problems,
      ],
      ["ABORTED", "ABORTED", false, 9, "SIGKILL", "wall", "took too long", 4, seal.problems],
    );
  },

  "a run without logs or results can be sealed, and is not ok": async ({ store }) => {
    await store.putRun(runInput("a"));
    const run = await store.sealRun(uuid("a"), sealInput({ plan: 0 }));
    assert.deepEqual([run.outcome, run.ok, run.logs], [null, false, []]);
    assert.deepEqual(await store.countRuns(select(ALL)), { runs: 1, failed: 1 });
  },

  "a cancelled run has no outcome": async ({ store }) => {
    await store.putRun(runInput("a", { state: "SCHEDULED" }));
    const run = await store.sealRun(uuid("a"), sealInput({ state: "CANCELLED" }));
    assert.deepEqual([run.state, run.outcome, run.ok], ["CANCELLED", null, false]);
  },

  "the worst result is the run's outcome": async ({ store }) => {
    await store.putRun(runInput("a"));
    const outcomes = ["PASSED", "NEEDS_INSPECTION", "FAILED", "SKIPPED"] as const;
    await store.putResults(
      uuid("a"),
      outcomes.map((outcome, at) => resultInput(at + 1, { outcome })),
    );
    const run = await store.sealRun(uuid("a"), sealInput({ plan: 4 }));
    assert.deepEqual([run.outcome, run.ok], ["NEEDS_INSPECTION", false]);
  },

  "the same seal is answered with the same run, another is refused": async ({ store, clock }) => {
    await store.putRun(runInput("a"));
    await store.appendLog({ run: uuid("a"), log: "b.log", offset: 0 }, bytes("b\n"));
    await store.appendLog({ run: uuid("a"), log: "a.log", offset: 0 }, bytes("a\n"));
    const logs = [sealedLog("a.log", "a\n"), sealedLog("b.log", "b\n")];
    const run = await store.sealRun(uuid("a"), sealInput({ logs }));
    clock.now += 60_000;
    assert.deepEqual(
      await store.sealRun(uuid("a"), sealInput({ logs: logs.toReversed(), signal: null })),
      run,
    );
    for (const other of [{ exit_code: 1 }, { state: "CRASHED" as const }, { plan: null }, { logs: [] }])
      await assert.rejects(store.sealRun(uuid("a"), sealInput({ logs, ...other })), { code: "run-closed" });
    assert.deepEqual(await store.getRun(uuid("a")), run);
  },

  "a seal asks for bytes that are missing, and then succeeds": async ({ store }) => {
    await store.putRun(runInput("a"));
    const seal = sealInput({ logs: [sealedLog("output.log", OUTPUT)] });
    const missing = (next: number) => ({ code: "log-gap", fields: { log: "output.log", next } });
    await assert.rejects(store.sealRun(uuid("a"), seal), missing(0));
    await store.appendLog({ run: uuid("a"), log: "output.log", offset: 0 }, bytes(OUTPUT.slice(0, 5)));
    await assert.rejects(store.sealRun(uuid("a"), seal), missing(5));
    assert.equal((await store.getRun(uuid("a")))?.state, "RUNNING");
    await store.appendLog({ run: uuid("a"), log: "output.log", offset: 5 }, bytes(OUTPUT.slice(5)));
    assert.equal((await store.sealRun(uuid("a"), seal)).state, "FINISHED");
  },

  "a log that is not the sealed one is a mismatch, and the run stays open": async ({ store }) => {
    await store.putRun(runInput("a"));
    await store.appendLog({ run: uuid("a"), log: "output.log", offset: 0 }, bytes(OUTPUT));
    const log = sealedLog("output.log", OUTPUT);
    const wrong = [
      [{ ...log, sha256: "0".repeat(64) }],
      [{ ...log, lines: log.lines + 1 }],
      [sealedLog("output.log", OUTPUT.slice(0, 3))],
      [],
    ];
    for (const logs of wrong)
      await assert.rejects(store.sealRun(uuid("a"), sealInput({ logs })), { code: "seal-mismatch" });
    assert.equal((await store.getRun(uuid("a")))?.state, "RUNNING");
    assert.equal((await store.sealRun(uuid("a"), sealInput({ logs: [log] }))).state, "FINISHED");
  },

  "a run that does not exist cannot be sealed": async ({ store }) => {
    await assert.rejects(store.sealRun(uuid("a"), sealInput()), { code: "not-found" });
  },
};
