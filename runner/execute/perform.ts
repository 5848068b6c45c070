import { LayeredSandbox } from "../environment/layered-sandbox.ts";
import { installPackages } from "../environment/packages.ts";
import { runElsewhere } from "../remote/run-elsewhere.ts";
import type { HiddenSecrets } from "../secrets/hide-secrets.ts";
import type { Place, Sandbox } from "../sandbox/sandbox.ts";
import { environmentOf, type RunTaskOptions, variablesOf } from "../task-options.ts";
import type { StepsEnd } from "./ending.ts";
import { runSteps, type StepsContext } from "./run-steps.ts";

export type Stage = Omit<StepsContext, "sandbox" | "env">;

/** Makes ready what a formula's environment asks for, and runs its steps there: in a sandbox of this machine, or on another. What keeps them from
    beginning is the error of the answer. */
export const perform = async (
  options: RunTaskOptions,
  stage: Stage,
  secrets: HiddenSecrets | null,
): Promise<StepsEnd> => {
  try {
    return options.openMachine === undefined
      ? await performHere(options, stage, secrets)
      : await runElsewhere(
          { ...stage, env: options.env, uuid: options.uuid, jobid: options.jobid },
          options.openMachine,
        );
  } catch (error) {
    return notBegun(error);
  }
};

/** The end of steps of which the first did not begin. */
export const notBegun = (error: unknown): StepsEnd => ({
  end: { exitCode: null, signal: null, limit: null, bytes: 0 },
  exitCode: null,
  step: "",
  error: error instanceof Error ? error : new Error(String(error)),
  lastWords: "",
});

const performHere = async (
  options: RunTaskOptions,
  stage: Stage,
  secrets: HiddenSecrets | null,
): Promise<StepsEnd> => {
  const { formula, workspace, journal } = stage;
  await using sandbox = new LayeredSandbox(await openSandbox(options, stage));
  await using placed = await secrets?.place(options.uuid, workspace);
  const path = placed?.path ?? "";
  const env = {
    ...environmentOf(options, workspace),
    ...(path === "" ? {} : { TASKOTRON_SECRETSDIR: path }),
  };
  const context = { ...stage, sandbox, env };
  const found = await installPackages(context, options);
  const variables = variablesOf(options, formula, { ...workspace, secretsdir: path });
  const steps = await runSteps({ ...context, env: { ...env, ...found } }, variables);
  const leftovers = await sandbox.killLeftovers();
  if (leftovers > 0) journal.say("WARNING", `${leftovers} processes that the task left behind were killed`);
  return steps;
};

/** Opens the sandbox that this machine gives to runs, and says what it does not do. */
const openSandbox = async (
  { uuid, item, type, arch, openSandbox: open }: RunTaskOptions,
  { formula, workspace, limits, journal, signal }: Stage,
): Promise<Sandbox> => {
  const place: Place = { uuid, item, type, arch, formula, workspace, limits, say: journal.say, signal };
  const sandbox = await open(place);
  if (sandbox.caveat !== null) journal.say("WARNING", sandbox.caveat);
  return sandbox;
};
