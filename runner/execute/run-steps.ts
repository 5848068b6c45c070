import { DIRECTIVES } from "../directives/table.ts";
import type { ReadReport } from "../../ingest/reader.ts";
import { isClean, type RunOptions, type StepContext, type StepEnd } from "../directives/directive.ts";
import type { Services } from "../services/services.ts";
import { Answers } from "./answers.ts";
import type { StepsEnd } from "./ending.ts";
import type { Formula, Step } from "../formula/formula.ts";
import type { Journal } from "./journal.ts";
import { withTools } from "../results/task-tools.ts";
import type { Output } from "./output.ts";
import { checkParameters } from "../formula/parameters.ts";
import { type ProgramEnd, runProgram } from "./process.ts";
import type { ProgramLimits } from "./program-limits.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Workspace } from "./workspace.ts";

/** What the steps of one run share. */
export interface StepsContext {
  readonly formula: Formula;
  readonly workspace: Workspace;
  readonly sandbox: Sandbox;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ProgramLimits;
  readonly signal: AbortSignal;
  readonly output: Output;
  readonly journal: Journal;
  readonly defaults: StepContext["defaults"];
  readonly readReport: ReadReport;
  readonly services: Services;
  readonly isReported: boolean;
}

/** Runs a formula's steps in order until one fails. `variables` grow by what the steps export. */
export const runSteps = async (context: StepsContext, variables: Map<string, unknown>): Promise<StepsEnd> => {
  const { formula, output, signal } = context;
  const answers = new Answers({
    print: (text) => output.stdout(Buffer.from(text)),
    plan: () => output.plan,
  });
  const run = programRunner({ ...context, env: await withTools(context.env, context.workspace) });
  let end: ProgramEnd = { exitCode: 0, signal: null, limit: null, bytes: 0 };
  let last: StepEnd | null = null;
  const ended = async (step: Step | undefined, error: Error | null): Promise<StepsEnd> => {
    await answers.end();
    return { end, exitCode: answers.exitCode, step: step?.name ?? "", error, lastWords: output.lastWords };
  };
  for (const [at, step] of formula.steps.entries()) {
    try {
      last = await runStep(context, { step, at, variables, run, answers });
      if (step.export !== null) variables.set(step.export, last.value);
      end = last.end ?? end;
      if (!isClean(end) || signal.aborted) return await ended(step, null);
    } catch (error) {
      return ended(step, error instanceof Error ? error : new Error(String(error)));
    }
  }
  if (!answers.isUsed) await printValue(output, last);
  return ended(formula.steps.at(-1), null);
};

/** A task that printed nothing means the text that its last step returned. */
const printValue = async (output: Output, last: StepEnd | null): Promise<void> => {
  if (output.bytes > 0 || typeof last?.value !== "string" || last.value === "") return;
  await output.stdout(Buffer.from(last.value.endsWith("\n") ? last.value : `${last.value}\n`));
};

type RunProgram = (
  file: string,
  args: readonly string[],
  options: ProgramOptions,
) => ReturnType<StepContext["run"]>;

interface ProgramOptions extends RunOptions {
  readonly capture: boolean;
}

interface StepAt {
  readonly step: Step;
  readonly at: number;
  readonly variables: ReadonlyMap<string, unknown>;
  readonly run: RunProgram;
  readonly answers: Answers;
}

const runStep = async (
  context: StepsContext,
  { step, at, variables, run, answers }: StepAt,
): Promise<StepEnd> => {
  const { formula, workspace, journal, defaults, readReport, services, isReported, signal } = context;
  const found = DIRECTIVES[step.directive];
  if (!found) throw new AppError("internal", `the directive ${step.directive} is gone`);
  const parameters = checkParameters(formula.source, step.parameters, found.parameters, variables);
  journal.say("INFO", `step "${step.name}": ${step.directive}`);
  journal.say("DEBUG", `parameters ${JSON.stringify(parameters)}`);
  return found.run(parameters, {
    taskFolder: formula.folder,
    workdir: workspace.workdir,
    artifactsdir: workspace.artifactsdir,
    scratch: await workspace.scratch(at + 1),
    defaults,
    run: async (file, args, options = {}) => {
      const ended = await run(file, args, { ...options, capture: step.export !== null });
      if (options.log === undefined) answers.saw(ended.text);
      return ended;
    },
    answers,
    readReport,
    services,
    isReported,
    say: journal.say,
    signal,
  });
};

/** Runs programs one after the other below the limits of the whole run. */
export const programRunner = (context: StepsContext): RunProgram => {
  const { formula, workspace, sandbox, env, limits, signal, output, journal } = context;
  const deadline = performance.now() + limits.wall;
  let room = limits.output;
  return async (
    file,
    args,
    { capture, log, cwd = formula.folder, env: own = {}, network = formula.environment.network },
  ) => {
    const text: Uint8Array[] = [];
    let captured = 0;
    const stdout = log === undefined ? output.stdout : output.to(log);
    const end = await runProgram({
      command: await sandbox.command({ file, args, cwd, env: { ...env, ...own }, network }),
      sandbox,
      folder: workspace.folder,
      signal,
      limits: { ...limits, wall: deadline - performance.now(), output: room },
      onStdout: async (bytes) => {
        if (capture || log !== undefined) captured += bytes.length;
        // what is too long to be exported is counted, and not held
        if (captured > 0 && captured <= LIMITS.exported) text.push(Buffer.from(bytes));
        await stdout(bytes);
      },
      onStderr: log === undefined ? output.stderr : output.to(log),
    });
    room -= end.bytes;
    journal.say(isClean(end) ? "DEBUG" : "WARNING", `${file} ended: ${describe(end)}`);
    return { ...end, text: asText(text, captured) };
  };
};

const describe = ({ exitCode, signal, limit }: ProgramEnd): string =>
  [exitCode === null ? `signal ${signal}` : `exit code ${exitCode}`, limit && `${limit} limit`]
    .filter(Boolean)
    .join(", ");

/** As in the shell's `$(…)`: without the newlines at the end. */
const asText = (pieces: readonly Uint8Array[], bytes: number): string => {
  if (bytes > LIMITS.exported)
    throw new AppError("directive", `the exported output has ${bytes} bytes, more than ${LIMITS.exported}`);
  return Buffer.concat(pieces).toString().replace(/\n+$/, "");
};
