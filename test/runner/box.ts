import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { readReport } from "../../ingest/report.ts";
import { LIMITS } from "../../model/limits.ts";
import { uuidV7 } from "../../model/uuid.ts";
import { noSandbox } from "../../runner/sandbox/none.ts";
import { runTask } from "../../runner/run-task.ts";
import type { RunReport } from "../../runner/report.ts";
import { passedOn, type RunTaskOptions } from "../../runner/task-options.ts";
import { openPointReader } from "./point-reader.ts";
import { NO_SERVICES } from "./no-services.ts";

/** Limits that a test does not wait for. */
export const SMALL = { ...LIMITS, wall: 30_000, idle: 30_000, output: 1 << 20, grace: 300, linger: 300 };

export interface TaskBox {
  readonly folder: string;
  /** Writes the files of a task, `task.yml` and others, and answers its folder. */
  readonly task: (files: Readonly<Record<string, string>>) => Promise<string>;
  readonly options: (taskPath: string, other?: Partial<RunTaskOptions>) => RunTaskOptions;
}

/** A folder of its own for a test, removed at its end. */
export const taskBox = (t: TestContext): TaskBox => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-runner-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return {
    folder,
    task: async (files) => {
      const path = join(folder, `task-${++count}`);
      await mkdir(path);
      for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
      return path;
    },
    options: (taskPath, other = {}) => ({
      taskPath,
      item: "foo-1.2-3.fc99",
      type: "koji_build",
      arch: "x86_64",
      uuid: uuidV7(Date.now()),
      jobid: "",
      attempt: 1,
      retry_of: null,
      runner: "test/1",
      folders: { spool: join(folder, "spool"), work: join(folder, "work") },
      env: passedOn(process.env),
      openReader: openPointReader,
      readReport,
      services: NO_SERVICES,
      sink: null,
      limits: SMALL,
      openSandbox: (place) => Promise.resolve(noSandbox(place, "")),
      onOutput: () => {},
      onErrorOutput: () => {},
      onMessage: () => {},
      now: () => Date.now(),
      random: () => 0,
      signal: new AbortController().signal,
      keepWorkspace: false,
      debug: false,
      ...other,
    }),
  };
};

/** A formula with these steps, in YAML as they stand below `actions:`. */
export const formula = (steps: string): string =>
  `name: demo\ndesc: a demo\nmaintainer: me\nactions:\n${steps.replace(/^(?=.)/gm, "  ")}\n`;

export interface Ran {
  readonly report: RunReport;
  readonly out: string;
  readonly err: string;
  readonly messages: readonly string[];
}

/** Runs a task of these steps and gives what a user would see. */
export const runSteps = async (
  box: TaskBox,
  steps: string,
  other: Partial<RunTaskOptions> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<Ran> => {
  const { files = {}, ...options } = other;
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const messages: string[] = [];
  const report = await runTask(
    box.options(await box.task({ "runtask.yml": formula(steps), ...files }), {
      onOutput: (bytes) => out.push(bytes),
      onErrorOutput: (bytes) => err.push(bytes),
      onMessage: (text) => messages.push(text),
      ...options,
    }),
  );
  return {
    report,
    out: Buffer.concat(out).toString("latin1"),
    err: Buffer.concat(err).toString("latin1"),
    messages,
  };
};
