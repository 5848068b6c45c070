import assert from "node:assert/strict";
import { test } from "node:test";
import { type Exit, stateOf } from "../../model/ending.ts";
import type { Problem } from "../../model/problem.ts";

const CLEAN: Exit = { signal: null, limit: null };

const told = (bailout: string | null, ...kinds: readonly string[]) => ({
  bailout,
  problems: kinds.map((kind): Problem => ({ kind, line: null, message: `it was ${kind}` })),
});

test("a run whose output was read is finished, whatever problems it has", () => {
  for (const exit of [null, CLEAN])
    assert.deepEqual(stateOf(told(null, "plan-mismatch"), exit), { state: "FINISHED", fault: null });
});

test("no TAP, and a file that cannot be read, are a crash", () => {
  for (const kind of ["no-tap", "bad-file"])
    assert.deepEqual(stateOf(told(null, "too-long", kind), CLEAN), {
      state: "CRASHED",
      fault: `it was ${kind}`,
    });
});

test("a bail-out aborts the run with its reason", () => {
  assert.deepEqual(stateOf(told("no network"), CLEAN), { state: "ABORTED", fault: "no network" });
  assert.deepEqual(stateOf(told(""), null), { state: "ABORTED", fault: "the task gave up" });
});

test("a signal is a crash, unless the task had given up before", () => {
  const exit = { ...CLEAN, signal: "SIGSEGV" };
  assert.deepEqual(stateOf(told(null), exit), { state: "CRASHED", fault: "the task was ended by SIGSEGV" });
  assert.equal(stateOf(told("x"), exit).state, "ABORTED");
});

test("a limit aborts the run, and goes before all that the task says", () => {
  const ending = { state: "ABORTED", fault: "the wall limit was reached" };
  assert.deepEqual(stateOf(told(null, "no-tap"), { signal: "SIGKILL", limit: "wall" }), ending);
  assert.deepEqual(stateOf(told("x"), { signal: null, limit: "wall" }), ending);
});
