import { createHash } from "node:crypto";
import type { ResultInput } from "../../model/result.ts";
import { MAIN_LOG, type RunInput, type Seal } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";
import { uuidV5 } from "../../model/uuid.ts";
import { chance } from "./chance.ts";
import { logLines } from "./log-text.ts";
import { demoMessages } from "./messages.ts";
import type { DemoRun } from "./runs.ts";
import { tapLines } from "./tap-lines.ts";

/** What the store is given for one run, in this order. */
interface DemoDocuments {
  readonly run: RunInput;
  readonly log: Uint8Array | null;
  readonly results: readonly ResultInput[];
  readonly seal: Seal;
}

const TYPE = "koji_build";

/** The share of runs without trouble that keep a log; all others do. */
const LOGGED = 0.03;

export const demoUuid = ({ check, build, attempt }: DemoRun): string =>
  uuidV5("demo", check, build.nvr, String(attempt));

const resultInputs = (run: DemoRun, finished: string): readonly ResultInput[] => {
  const { check, build, outcome, duration } = run;
  const items = check === "rpmlint" ? build.rpms : [build.nvr];
  return items.map((item, index) => ({
    position: index + 1,
    check,
    item,
    type: TYPE,
    arch: build.package.arch,
    // trouble is in the main package; its subpackages are fine
    outcome: index === 0 ? outcome : "PASSED",
    note: `${check.toUpperCase()} ${index === 0 ? outcome : "PASSED"} for ${item}`,
    submit_time: finished,
    duration_ms: Math.floor(duration / items.length),
  }));
};

interface Printed {
  readonly lines: readonly string[];
  readonly results: readonly ResultInput[];
}

/** Adds findings to the results, and prints each result below the lines before it. */
const print = (run: DemoRun, before: readonly string[], results: readonly ResultInput[]): Printed => {
  const lines = [...before, ...(results.length > 0 ? ["TAP version 13", `1..${results.length}`] : [])];
  const placed = results.map((result, index) => {
    const messages = index === 0 ? demoMessages(run.check, run.build, run.outcome) : [];
    const tap = tapLines(result, messages);
    const first = lines.length + 1;
    lines.push(...tap.lines);
    const findings = messages.map((message, n) => ({
      ...message,
      subject: result.item,
      line: before.length === 0 ? null : first + tap.firstMessage + n,
    }));
    const log = before.length === 0 ? null : { name: MAIN_LOG, first_line: first, last_line: lines.length };
    return { ...result, findings, log };
  });
  return { lines, results: placed };
};

/** The documents of a run in the year that begins at `epoch`. */
export const demoDocuments = (run: DemoRun, epoch: number): DemoDocuments => {
  const { check, build, state, fault, attempt } = run;
  const started = toTime(epoch + run.start);
  const finished = toTime(epoch + run.start + run.duration);
  const isLogged = run.outcome !== "PASSED" || chance("log", check, build.nvr) < LOGGED;
  const before = isLogged
    ? logLines({ task: check, nvr: build.nvr, started, duration: run.duration, fault })
    : [];
  const { lines, results } = print(run, before, state === "FINISHED" ? resultInputs(run, finished) : []);
  const log = isLogged ? Buffer.from(`${lines.join("\n")}\n`) : null;
  const sha256 = log === null ? "" : createHash("sha256").update(log).digest("hex");
  return {
    run: {
      uuid: demoUuid(run),
      task: check,
      item: build.nvr,
      type: TYPE,
      arch: build.package.arch,
      state: "RUNNING",
      created: started,
      started,
      attempt,
      retry_of: attempt === 1 ? null : demoUuid({ ...run, attempt: attempt - 1 }),
      runner: "generated",
      generated: true,
    },
    log,
    results,
    seal: {
      state,
      finished,
      exit_code: state === "FINISHED" ? 0 : 1,
      fault,
      plan: results.length > 0 ? results.length : null,
      logs: log === null ? [] : [{ name: MAIN_LOG, bytes: log.length, lines: lines.length, sha256 }],
    },
  };
};
