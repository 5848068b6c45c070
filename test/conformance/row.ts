import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { openTapReader } from "../../ingest/tap/open.ts";
import { AppError } from "../../model/errors.ts";
import { runTask } from "../../runner/run-task.ts";
import type { RunTaskOptions } from "../../runner/task-options.ts";
import { formula, runSteps, taskBox } from "../runner/box.ts";

/** One row of the feature table: what it promises, and the example that shows it. */
export interface Row {
  readonly about: string;
  readonly check: (t: TestContext) => Promise<void> | void;
  /** Why it cannot be run here; then it is a visible skip. */
  readonly skip?: string | false;
  /** What is missing for it to hold. */
  readonly todo?: string;
}

export type Rows = Readonly<Record<number, Row>>;

/** Runs these steps on `foo-1.2-3.fc99`, their TAP read as in earnest. */
export const ran = (
  t: TestContext,
  steps: string,
  other: Partial<RunTaskOptions> & { files?: Readonly<Record<string, string>> } = {},
) => runSteps(taskBox(t), steps, { openReader: openTapReader, ...other });

/** What a step of these prints, when all goes well. */
export const printed = async (
  t: TestContext,
  steps: string,
  other: Parameters<typeof ran>[2] = {},
): Promise<string> => {
  const { out, messages, report } = await ran(t, steps, other);
  assert.equal(report.fault, null, messages.join("\n"));
  return out;
};

/** TAP of one good answer, so that a run has one. */
export const OK = 'echo "1..1"; echo "ok - a"';

/** Why a formula is not run. */
export const refusal = async (
  t: TestContext,
  text: string,
  other: Partial<RunTaskOptions> = {},
): Promise<string> => {
  const box = taskBox(t);
  const task = await box.task({ "runtask.yml": text });
  const error: unknown = await runTask(box.options(task, other)).catch((caught: unknown) => caught);
  assert.ok(error instanceof AppError, "the formula was run");
  return error.message;
};

/** A formula of these steps with further fields. */
export const formulaWith = (fields: string, steps: string): string =>
  formula(steps).replace("actions:", `${fields}\nactions:`);
