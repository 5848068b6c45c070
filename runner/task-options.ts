import type { OpenReader, ReadReport } from "../ingest/reader.ts";
import type { Sink } from "../ingest/sink.ts";
import { AppError } from "../model/errors.ts";
import { namesOfType } from "../model/item.ts";
import type { RunInput, Source } from "../model/run.ts";
import { toTime } from "../model/time.ts";
import { type Formula, itemTypes } from "./formula/formula.ts";
import { MARK } from "./execute/leftovers.ts";
import type { ProgramLimits } from "./execute/program-limits.ts";
import type { OpenMachine } from "./remote/machine.ts";
import type { OpenSandbox } from "./sandbox/sandbox.ts";
import type { RefuseCheck } from "./refusals.ts";
import type { Services } from "./services/services.ts";
import type { BUILT_IN } from "./formula/variables.ts";
import type { OpenTask } from "./source/open.ts";
import type { Workspace } from "./execute/workspace.ts";

/** What is run, on what, and where it goes. */
export interface RunTaskOptions {
  /** A formula, or the folder that holds it; where `openTask` knows such, also an address of git. */
  readonly taskPath: string;
  /** Finds the task, and may put it into a folder, which is removed with it. A path is taken as it is unless this is given. */
  readonly openTask?: (task: string, folder: string, signal: AbortSignal) => Promise<OpenTask>;
  /** All is allowed unless this is given. */
  readonly refuseCheck?: RefuseCheck;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly uuid: string;
  /** Empty for none. */
  readonly jobid: string;
  readonly attempt: number;
  readonly retry_of: string | null;
  /** Who executes: host and process. */
  readonly runner: string;
  /** Where runs wait to be shipped, and where tasks work. Both may be shared with other processes. */
  readonly folders: { readonly spool: string; readonly work: string };
  /** What the task's programs get beside what describes the run: see `passedOn`. */
  readonly env: Readonly<Record<string, string>>;
  /** What package managers that install for the run get beside that: see `installersGet`. */
  readonly installEnv?: Readonly<Record<string, string>>;
  readonly openReader: OpenReader;
  readonly readReport: ReadReport;
  readonly services: Services;
  /** Null: nothing is reported. */
  readonly sink: Sink | null;
  readonly limits: ProgramLimits & { readonly spoolFull: number };
  readonly openSandbox: OpenSandbox;
  /** Gives the run another machine to be executed on; this one unless given. */
  readonly openMachine?: OpenMachine;
  /** Folder with a folder of secrets for each task. */
  readonly secrets?: string;
  /** What the task prints, as it comes. */
  readonly onOutput: (bytes: Uint8Array) => void;
  readonly onErrorOutput: (bytes: Uint8Array) => void;
  /** A line for people. */
  readonly onMessage: (text: string) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** Aborting it ends the task; its reason may be an `Interruption`. */
  readonly signal: AbortSignal;
  readonly keepWorkspace: boolean;
  /** Lets `onMessage` have the runner's DEBUG lines too. */
  readonly debug: boolean;
}

/** What a server is told of the run when it begins. */
export const runInputOf = (
  options: RunTaskOptions,
  { name: task }: Formula,
  source: Source | null,
): RunInput => {
  const { uuid, item, type, arch, attempt, retry_of, runner } = options;
  const started = toTime(options.now());
  return { uuid, task, item, type, arch, state: "RUNNING", started, attempt, retry_of, runner, source };
};

/** Throws `usage` when the formula does not take what it would be run on. */
export const checkInput = (formula: Formula, options: RunTaskOptions): void => {
  const types = itemTypes(formula);
  const missing = formula.args.find((arg) => arg in options && options[arg as keyof RunTaskOptions] === "");
  if (missing !== undefined)
    throw new AppError("usage", `${formula.name} needs ${missing}, and none was given`);
  if (options.item === "") throw new AppError("usage", `${formula.name} needs an item`);
  if (types.length > 0 && !types.includes(options.type))
    throw new AppError("usage", `${formula.name} takes ${types.join(" or ")}, not ${options.type}`);
};

/** The variables that a formula's first step sees. */
export const variablesOf = (
  options: RunTaskOptions,
  formula: Formula,
  {
    workdir,
    artifactsdir,
    secretsdir,
  }: Pick<Workspace, "workdir" | "artifactsdir"> & { readonly secretsdir: string },
): Map<string, unknown> => {
  const { item, type, arch, uuid, jobid } = options;
  const builtIn = {
    item,
    type,
    arch,
    workdir,
    artifactsdir,
    secretsdir,
    task: formula.name,
    checkname: formula.check,
    uuid,
    jobid,
  };
  return new Map<string, unknown>([
    ...namesOfType(type).map((name) => [name, item] as const),
    ...Object.entries(builtIn satisfies Record<keyof typeof BUILT_IN, string>),
  ]);
};

/** Variables of the runner's environment that a task gets: where programs and items are found. */
const PASSED_ON = ["PATH", "TASKOTRON_NPM_ROOT", "TASKOTRON_KOJI_ROOT"];

/** The part of an environment that tasks may see; none of its secrets. */
export const passedOn = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));

/** Variables by which package managers find their servers, and trust them. */
const INSTALLERS_GET =
  /^(?:(?:HTTPS?|NO|ALL)_PROXY|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|PIP_(?:CERT|INDEX_URL)|npm_config_(?:registry|cafile))$/i;

/** The part of an environment that the installers of packages may see, and no step. */
export const installersGet = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && INSTALLERS_GET.test(name) ? [[name, value]] : [],
    ),
  );

/** The whole environment of a task's programs. */
export const environmentOf = (
  { item, type, arch, uuid, env }: RunTaskOptions,
  { workdir, artifactsdir }: Workspace,
): Readonly<Record<string, string>> => ({
  ...env,
  HOME: workdir,
  TMPDIR: workdir,
  LANG: "C.UTF-8",
  TASKOTRON_ITEM: item,
  TASKOTRON_TYPE: type,
  TASKOTRON_ARCH: arch,
  TASKOTRON_WORKDIR: workdir,
  TASKOTRON_ARTIFACTSDIR: artifactsdir,
  [MARK]: uuid,
});
