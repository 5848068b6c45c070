import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { stringify } from "yaml";
import { openTapReader } from "../ingest/tap/open.ts";
import type { Sink } from "../ingest/sink.ts";
import { baseArch, DEFAULT_ARCH } from "../model/arch.ts";
import { AppError } from "../model/errors.ts";
import { itemType } from "../model/item.ts";
import type { Settings } from "../model/settings.ts";
import { UUID, uuidV7 } from "../model/uuid.ts";
import { findFormulas } from "../runner/formula/find-formula.ts";
import { httpSink } from "../runner/ship/http-sink.ts";
import { dryReport, type RunReport } from "../runner/report.ts";
import { resumeSpool } from "../runner/ship/resume.ts";
import { runTask } from "../runner/run-task.ts";
import { executor } from "./executor.ts";
import { type MachineFlags, machineOf } from "./machine.ts";
import { onInterruption } from "./interruption.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { taskSource } from "./task-source.ts";
import { taskOutput } from "./task-output.ts";
import { outcomeText, safeText, say } from "./terminal.ts";

interface Flags extends MachineFlags {
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly uuid?: string;
  readonly jobid: string;
  readonly debug?: true;
  readonly report?: string;
  readonly dryReport?: true;
}

/** `taskotron run`, and under its other name `runtask`. */
export const runCommand = (name = "run"): Command =>
  withSettings(
    newCommand(name, "Runs a task on an item: TAP to stdout, messages to stderr. No service is needed."),
    "profile",
    "server",
    "token",
    "sandbox",
  )
    .argument("<task>", "a formula, the folder that holds one, or URL#REF:PATH of git")
    .requiredOption("-i, --item <item>", "what is tested, such as bash-5.2.37-1.fc42")
    .requiredOption("-t, --type <type>", "kind of item, such as koji_build")
    .option("-a, --arch <arch>", "architecture; noarch: the task takes care of all", DEFAULT_ARCH)
    .option("--uuid <uuid>", "id of the run; a new one unless given")
    .option("-j, --jobid <id>", "id of the job that asks for the run", "")
    .option("-d, --debug", "tell every step")
    .option("--report <url>", "send the run to this server; on by itself in the production profile")
    .option("--dry-report", "after the run, print to stderr what would be sent, as YAML")
    .option("--no-destroy", "keep the workspace and say where it is")
    .option("--local", "run on this machine; this is the default")
    .option("--ssh <user@host[:port]>", "run on this machine, which has taskotron too")
    .option("--ssh-privkey <file>", "private key for --ssh and --libvirt")
    .option("--libvirt", "run on a virtual machine that testcloud makes for this run")
    .addHelpText(
      "after",
      examples(
        `${name} -i foo-1.2-3.fc99 -t koji_build -a x86_64 ../task-rpmlint/task-rpmlint.yml`,
        `${name} -i ./foo-1.2-3.fc99.noarch.rpm -t koji_build tasks/rpmlint > rpmlint.tap`,
        `${name} --report http://127.0.0.1:8080 -i eslint-10.15.0 -t npm_package tasks/npm-manifest`,
      ),
    )
    .action(async (task: string, flags: Flags) => {
      if (flags.uuid !== undefined && !UUID.test(flags.uuid))
        throw new AppError("usage", `--uuid takes a UUID in lower case, not ${JSON.stringify(flags.uuid)}`);
      const machine = machineOf(flags);
      const interrupted = interruption();
      const settings = settingsOf({ ...flags });
      const wiring = {
        settings,
        machine,
        address: reportAddress(flags, settings),
        signal: interrupted.signal,
      };
      for (const part of await partsOf(task, flags)) {
        const report = await execute(part, flags, wiring);
        tell(report, flags);
        process.exitCode = interrupted.exitCode ?? worseExit(process.exitCode, exitCodeOf(report));
        if (interrupted.signal.aborted) break;
      }
    });

/** The formulas of a task that is split into several, else the task as it was named. */
const partsOf = async (task: string, { uuid }: Flags): Promise<readonly string[]> => {
  const parts = existsSync(task) ? await findFormulas(task) : [task];
  if (parts.length < 2) return [task];
  if (uuid === undefined) return parts;
  throw new AppError(
    "usage",
    `${task} has ${parts.length} formulas, each a run of its own: --uuid takes one of them`,
  );
};

/** Of several runs one that did not finish counts most. */
const worseExit = (before: typeof process.exitCode, next: number): number => {
  const codes = [Number(before ?? EXIT.done), next];
  return codes.includes(EXIT.failed) ? EXIT.failed : Math.max(...codes);
};

/** A finished run is done whatever its results, unless its formula gives it an exit code for them. */
const exitCodeOf = ({ state, seal }: RunReport): number =>
  state !== "FINISHED" ? EXIT.failed : seal.exit_allowed === true ? (seal.exit_code ?? EXIT.done) : EXIT.done;

/** Where the run is reported; null for nowhere. */
const reportAddress = (flags: Flags, settings: Settings): { url: string; token: string } | null => {
  if (flags.report !== undefined) return { url: flags.report, token: settings.token };
  if (settings.profile !== "production") return null;
  if (settings.server === "")
    throw new AppError(
      "setting",
      "the production profile reports: set TASKOTRON_SERVER (or --report URL) to the server's address",
    );
  return { url: settings.server, token: settings.token };
};

interface Wiring {
  readonly machine: ReturnType<typeof machineOf>;
  readonly settings: Settings;
  readonly address: { readonly url: string; readonly token: string } | null;
  readonly signal: AbortSignal;
}

const execute = async (
  task: string,
  flags: Flags,
  { settings, machine, address, signal }: Wiring,
): Promise<RunReport> => {
  const work = mkdtempSync(join(tmpdir(), "runtask-"));
  const spool = address === null ? join(work, "spool") : stateFolder(address.url);
  const sink = address === null ? null : httpSink({ ...address, fetch });
  if (sink !== null) await shipLeftovers(spool, sink, { settings, signal });
  const output = taskOutput(process.stdout);
  try {
    return await runTask({
      taskPath: task,
      item: rpmPath(flags.item),
      type: itemType(flags.type),
      arch: baseArch(flags.arch),
      uuid: flags.uuid ?? uuidV7(Date.now()),
      jobid: flags.jobid,
      attempt: 1,
      retry_of: null,
      runner: `${hostname()}/${process.pid}`,
      folders: { spool, work },
      ...executor(settings, true),
      ...machine,
      sink,
      onOutput: output,
      onErrorOutput: taskOutput(process.stderr),
      onMessage: (text) => say(safeText(text)),
      now: Date.now,
      random: Math.random,
      signal,
      keepWorkspace: !flags.destroy,
      debug: flags.debug === true,
    });
  } finally {
    if (flags.destroy) rmSync(work, { recursive: true, force: true });
  }
};

/** An RPM file as an absolute path, because a task runs in a folder of its own; any other item as it is. */
const rpmPath = (item: string): string => (item.endsWith(".rpm") && existsSync(item) ? resolve(item) : item);

/** Runs that wait for this server survive a restart of the machine here. */
const stateFolder = (url: string): string =>
  join(
    process.env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state"),
    "taskotron/spool",
    encodeURIComponent(url),
  );

const LEFTOVERS_MS = 5_000;

const shipLeftovers = async (
  spool: string,
  sink: Sink,
  { settings, signal }: Pick<Wiring, "settings" | "signal">,
): Promise<void> => {
  const shipped = await resumeSpool(spool, sink, {
    openReader: openTapReader,
    refuseCheck: taskSource(settings).refuseCheck,
    now: Date.now,
    random: Math.random,
    // a server that does not answer must not keep this run from starting
    signal: AbortSignal.any([signal, AbortSignal.timeout(LEFTOVERS_MS)]),
    onMessage: say,
    onRetry: (error) => say(`taskotron: ${error.message}; trying again`),
  });
  for (const run of shipped)
    say(`taskotron: run ${run} of an earlier runner was sent as CRASHED (runner-lost)`);
};

const tell = (report: RunReport, { dryReport: wanted }: Flags): void => {
  const fault = report.fault === null ? "" : ` (${safeText(report.fault)})`;
  say(
    `${outcomeText(report.outcome).trimEnd()}${fault}  ${report.results.length} ${report.results.length === 1 ? "result" : "results"}, run ${report.uuid}`,
  );
  for (const { line, message } of report.problems)
    say(`  problem${line === null ? "" : ` in line ${line}`}: ${safeText(message)}`);
  if (wanted) process.stderr.write(stringify(dryReport(report)));
};

/** Turns a signal into an abort, so that logs are kept. */
const interruption = (): { readonly signal: AbortSignal; readonly exitCode: number | null } => {
  const controller = new AbortController();
  const state = { signal: controller.signal, exitCode: null as number | null };
  onInterruption((exitCode) => {
    state.exitCode = exitCode;
    controller.abort();
  });
  return state;
};
