import { DIRECTIVES } from "../directives/table.ts";
import { isClean, type StepContext, type StepEnd } from "../directives/directive.ts";
import type { StepsEnd } from "./ending.ts";
import type { Formula, Step } from "../formula/formula.ts";
import type { Journal } from "./journal.ts";
import type { Output } from "./output.ts";
import { checkParameters } from "../formula/parameters.ts";
import { type ProgramEnd, type ProgramLimits, runProgram } from "./process.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Workspace } from "./workspace.ts";

/** What the steps of one run share. */
interface StepsContext {
  readonly formula: Formula;
  readonly workspace: Workspace;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ProgramLimits;
  readonly signal: AbortSignal;
  readonly output: Output;
  readonly journal: Journal;
}

/** Runs a formula's steps in order until one fails. `variables` grow by what the steps export. */
export const runSteps = async (context: StepsContext, variables: Map<string, unknown>): Promise<StepsEnd> => {
  const { formula, output, signal } = context;
  const run = programRunner(context);
  let end: ProgramEnd = { exitCode: null, signal: null, limit: null, bytes: 0 };
  let last: StepEnd | null = null;
  for (const [at, step] of formula.steps.entries()) {
    const ended = (error: Error | null): StepsEnd => ({
      end,
      step: step.name,
      error,
      lastWords: output.lastWords,
    });
    try {
      last = await runStep(context, { step, at, variables, run });
      if (step.export !== null) variables.set(step.export, last.value);
      end = last.end;
      if (!isClean(end) || signal.aborted) return ended(null);
    } catch (error) {
      return ended(error instanceof Error ? error : new Error(String(error)));
    }
  }
  await printValue(output, last);
  return { end, step: formula.steps.at(-1)?.name ?? "", error: null, lastWords: output.lastWords };
};

/** A task that printed nothing means the text that its last step returned. */
const printValue = async (output: Output, last: StepEnd | null): Promise<void> => {
  if (output.bytes > 0 || typeof last?.value !== "string" || last.value === "") return;
  await output.stdout(Buffer.from(last.value.endsWith("\n") ? last.value : `${last.value}\n`));
};

interface StepAt {
  readonly step: Step;
  readonly at: number;
  readonly variables: ReadonlyMap<string, unknown>;
  readonly run: (file: string, args: readonly string[], capture: boolean) => ReturnType<StepContext["run"]>;
}

const runStep = async (context: StepsContext, { step, at, variables, run }: StepAt): Promise<StepEnd> => {
  const { formula, workspace, journal } = context;
  const found = DIRECTIVES[step.directive];
  if (!found) throw new AppError("internal", `the directive ${step.directive} is gone`);
  const parameters = checkParameters(formula.source, step.parameters, found.parameters, variables);
  journal.say("INFO", `step "${step.name}": ${step.directive}`);
  journal.say("DEBUG", `parameters ${JSON.stringify(parameters)}`);
  return found.run(parameters, {
    taskFolder: formula.folder,
    scratch: await workspace.scratch(at + 1),
    run: (file, args) => run(file, args, step.export !== null),
  });
};

/** Runs programs one after the other below the limits of the whole run. */
const programRunner = ({ formula, env, limits, signal, output, journal }: StepsContext): StepAt["run"] => {
  const deadline = performance.now() + limits.wall;
  let room = limits.output;
  return async (file, args, capture) => {
    const text: Uint8Array[] = [];
    const end = await runProgram({
      file,
      args,
      cwd: formula.folder,
      env,
      signal,
      limits: { ...limits, wall: deadline - performance.now(), output: room },
      onStdout: async (bytes) => {
        if (capture) text.push(Buffer.from(bytes));
        await output.stdout(bytes);
      },
      onStderr: output.stderr,
    });
    room -= end.bytes;
    journal.say(isClean(end) ? "DEBUG" : "WARNING", `${file} ended: ${describe(end)}`);
    return { ...end, text: asText(text) };
  };
};

const describe = ({ exitCode, signal, limit }: ProgramEnd): string =>
  [exitCode === null ? `signal ${signal}` : `exit code ${exitCode}`, limit && `${limit} limit`]
    .filter(Boolean)
    .join(", ");

/** As in the shell's `$(…)`: without the newlines at the end. */
const asText = (pieces: readonly Uint8Array[]): string => {
  const bytes = Buffer.concat(pieces);
  if (bytes.length > LIMITS.exported)
    throw new AppError(
      "directive",
      `the exported output has ${bytes.length} bytes, more than ${LIMITS.exported}`,
    );
  return bytes.toString().replace(/\n+$/, "");
};
