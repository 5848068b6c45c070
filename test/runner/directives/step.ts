import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import type { Directive, RunOptions, StepContext } from "../../../runner/directives/directive.ts";
import { Answers } from "../../../runner/execute/answers.ts";
import type { Services } from "../../../runner/services/services.ts";
import { NO_SERVICES } from "../no-services.ts";

/** A step alone, without a run around it. */
export interface Step {
  readonly context: StepContext;
  /** Its lines in the run's log, each after its level. */
  readonly said: readonly string[];
  /** Options of each program that it ran. */
  readonly ran: readonly RunOptions[];
  /** Runs a directive and gives what it exports. */
  readonly value: (directive: Directive, parameters: unknown) => Promise<unknown>;
}

/** A step in a workspace of its own, whose programs run as they are, on the given PATH. */
export const step = (t: TestContext, services: Partial<Services> = {}, path = process.env["PATH"]): Step => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "step-")));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [task, work, artifacts, scratch] = ["task", "work", "artifacts", "scratch"].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  }) as [string, string, string, string];
  const said: string[] = [];
  const ran: RunOptions[] = [];
  const context: StepContext = {
    taskFolder: task,
    workdir: work,
    artifactsdir: artifacts,
    scratch,
    defaults: { task: "demo", item: "foo-1-1.fc22", type: "koji_build", arch: "x86_64", log: "stdout.log" },
    run: (file, args, options = {}) => {
      ran.push(options);
      return runPlainly(file, args, { ...options, env: { ...options.env, PATH: path ?? "", HOME: work } });
    },
    answers: new Answers({ print: async () => {}, plan: () => null }),
    readReport: () => Promise.reject(new Error("no report is read here")),
    services: { ...NO_SERVICES, fetch, ...services },
    isReported: false,
    say: (level, message) => said.push(`${level} ${message}`),
    signal: new AbortController().signal,
  };
  return {
    context,
    said,
    ran,
    value: async (directive, parameters) => (await directive.run(parameters, context)).value,
  };
};

const runPlainly = (
  file: string,
  args: readonly string[],
  { cwd, env }: RunOptions,
): ReturnType<StepContext["run"]> =>
  new Promise((resolve, reject) => {
    execFile(file, args, { cwd, env: { ...env } }, (error, stdout) => {
      if (error?.code === "ENOENT") return reject(new AppError("missing-tool", `${file} is not installed`));
      const exitCode = typeof error?.code === "number" ? error.code : 0;
      resolve({
        exitCode,
        signal: error?.signal ?? null,
        limit: null,
        bytes: stdout.length,
        text: stdout.trimEnd(),
      });
    });
  });
