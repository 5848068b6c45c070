import type { Formula } from "../formula/formula.ts";
import type { ProgramLimits } from "../execute/program-limits.ts";
import type { Workspace } from "../execute/workspace.ts";

export const SANDBOX_KINDS = ["bwrap", "container", "none"] as const;

export type SandboxKind = (typeof SANDBOX_KINDS)[number];

/** The run that a sandbox is made for. */
export interface Place {
  readonly uuid: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly formula: Formula;
  /** Exists, and only the runner knows it yet; a sandbox whose programs are another user gives it to them with `giveTo`. */
  readonly workspace: Workspace;
  readonly limits: ProgramLimits;
  readonly say: (level: "DEBUG" | "INFO" | "WARNING", message: string) => void;
  readonly signal: AbortSignal;
}

/** A program as a step asks for it, in the paths of the runner. */
export interface InsideProgram {
  /** A name is looked for on the `PATH` of `env`; a path is absolute. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
}

/** What the runner starts to have a program run inside. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it reads from the descriptors 3, 4 and so on. */
  readonly pipes: readonly Uint8Array[];
}

/** What the processes of a command take at one moment; null for what the sandbox itself holds to its limit. */
export interface Usage {
  /** Bytes. */
  readonly memory: number | null;
  readonly processes: number | null;
  /** Milliseconds of CPU time since the start. */
  readonly cpu: number | null;
}

/** Where the programs of one run are executed. Programs run one after the other; none outlives its command. */
export interface Sandbox extends AsyncDisposable {
  readonly kind: SandboxKind;
  /** In one line what it does not do; null where it does all that docs/sandbox.md promises. */
  readonly caveat: string | null;
  /** True when a program that a signal ended is told by the exit code 128 + signal. */
  readonly shellExits: boolean;
  /** Throws `missing-tool` when the program is not there inside. */
  readonly command: (program: InsideProgram) => Promise<Command>;
  /** Signals all processes of the command that was started as this process. */
  readonly signal: (pid: number, signal: "SIGTERM" | "SIGKILL") => void;
  /** What they take now; cheap enough for several times a second. */
  readonly usage: (pid: number) => Usage;
  /** Ends what the run's programs left running. Answers how many processes that were. */
  readonly killLeftovers: () => Promise<number>;
}

/** Makes the sandbox of a run. Throws `setting` or `missing-tool` when the kind that was asked for does not work here. */
export type OpenSandbox = (place: Place) => Promise<Sandbox>;
