import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../model/outcome.ts";
import type { Seal } from "../../model/run.ts";
import { verdict } from "../../model/verdict.ts";

const SEAL: Seal = { state: "FINISHED", finished: "2026-05-10T12:00:00.000Z", exit_code: 0, logs: [] };

const judged = (seal: Partial<Seal>, ...outcomes: Outcome[]) => verdict({ ...SEAL, ...seal }, outcomes);

test("a run is ok when nothing speaks against it", () => {
  assert.deepEqual(judged({ plan: 2 }, "PASSED", "INFO"), { outcome: "INFO", ok: true });
  assert.deepEqual(judged({ plan: null }, "PASSED", "TODO"), { outcome: "PASSED", ok: true });
  assert.deepEqual(judged({ exit_code: 100, exit_allowed: true }, "PASSED"), { outcome: "PASSED", ok: true });
});

test("one fault is enough for a run not to be ok, whatever its results", () => {
  const problem = { kind: "bad-yaml", line: 3, message: "cannot be read" };
  const faults: Partial<Seal>[] = [
    { exit_code: 1 },
    { signal: "SIGKILL" },
    { limit: "wall" },
    { plan: 2 },
    { plan: 0 },
    { problems: [problem] },
  ];
  for (const fault of faults)
    assert.deepEqual(judged(fault, "PASSED"), { outcome: "PASSED", ok: false }, JSON.stringify(fault));
  assert.deepEqual(judged({}), { outcome: null, ok: false });
  assert.deepEqual(judged({}, "PASSED", "FAILED"), { outcome: "FAILED", ok: false });
});

test("a run that did not finish has the outcome of its end", () => {
  assert.deepEqual(judged({ state: "CRASHED" }, "PASSED"), { outcome: "CRASHED", ok: false });
  assert.deepEqual(judged({ state: "ABORTED" }), { outcome: "ABORTED", ok: false });
  assert.deepEqual(judged({ state: "CANCELLED" }, "PASSED"), { outcome: null, ok: false });
});
