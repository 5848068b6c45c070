import type Type from "typebox";
import { Value } from "typebox/value";
import type { ReadReport, ReaderDefaults } from "../../ingest/reader.ts";
import { AppError } from "../../model/errors.ts";
import type { Answers } from "../execute/answers.ts";
import type { ProgramEnd } from "../execute/process.ts";
import type { Services } from "../services/services.ts";

/** How a step's program is run beside what every program gets. */
export interface RunOptions {
  /** Folder to run in; the formula's unless given. */
  readonly cwd?: string;
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gives it the network, whatever the formula says: for a step that exists to fetch something. */
  readonly network?: boolean;
  /** The log for what it prints on stdout and stderr, in place of the task's own two; then none of it is read as TAP. */
  readonly log?: string;
}

/** What a step can use. */
export interface StepContext {
  /** The folder that holds the formula; programs run in it. */
  readonly taskFolder: string;
  /** The run's own folders. Between two programs nothing else writes there, but what a program left may be a link to anywhere: see `inside`. */
  readonly workdir: string;
  readonly artifactsdir: string;
  /** An empty folder of this step, out of the task's way. */
  readonly scratch: string;
  /** The check, item, type and arch that results have where they name none. */
  readonly defaults: ReaderDefaults;
  /** Runs a program where the task's programs run, with the run's environment and limits; what it prints goes to the run's logs. Resolves to how it
      ended and, where the step exports or the program has a log of its own, what it printed on stdout. Throws `missing-tool`. */
  readonly run: (
    file: string,
    args: readonly string[],
    options?: RunOptions,
  ) => Promise<ProgramEnd & { readonly text: string }>;
  /** Where results go that a step has from elsewhere than the task's stdout. */
  readonly answers: Answers;
  readonly readReport: ReadReport;
  /** What the runner itself reaches over the network. */
  readonly services: Services;
  /** Whether the run is sent to a server. */
  readonly isReported: boolean;
  /** A line in the run's own log. */
  readonly say: (level: "DEBUG" | "INFO" | "WARNING", message: string) => void;
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
}

/** How a step ended, and the value that it gives to `export`. */
export interface StepEnd {
  /** Null for a step that ran no program. */
  readonly end: ProgramEnd | null;
  readonly value: unknown;
}

/** A kind of step. The description of its schema and of each property are the documentation. */
export interface Directive {
  readonly parameters: Type.TSchema;
  /** `parameters` must fit the schema. */
  readonly run: (parameters: unknown, context: StepContext) => Promise<StepEnd>;
}

/** Makes a directive whose `run` is typed by its schema. */
export const directive = <T extends Type.TSchema>(
  schema: T,
  run: (parameters: Type.Static<T>, context: StepContext) => Promise<StepEnd>,
): Directive => ({
  parameters: schema,
  run: (parameters, context) => {
    if (!Value.Check(schema, parameters))
      throw new AppError("directive", "parameters that do not fit came to a step");
    return run(parameters, context);
  },
});

/** True when the program did what was asked of it. */
export const isClean = (end: ProgramEnd): boolean =>
  end.exitCode === 0 && end.signal === null && end.limit === null;
