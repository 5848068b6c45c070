import type Type from "typebox";
import { Value } from "typebox/value";
import { AppError } from "../../model/errors.ts";
import type { ProgramEnd } from "../execute/process.ts";

/** What a step can use. */
export interface StepContext {
  /** The folder that holds the formula; programs run in it. */
  readonly taskFolder: string;
  /** An empty folder of this step, out of the task's way. */
  readonly scratch: string;
  /** Runs a program with the run's environment and limits; what it prints goes to the run's logs. Resolves to how it ended and,
      where the step exports, what it printed on stdout. Throws `missing-tool`. */
  readonly run: (file: string, args: readonly string[]) => Promise<ProgramEnd & { readonly text: string }>;
}

/** How a step ended, and the value that it gives to `export`. */
export interface StepEnd {
  readonly end: ProgramEnd;
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
