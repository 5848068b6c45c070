import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { MARK } from "../execute/leftovers.ts";
import { programRunner, type StepsContext } from "../execute/run-steps.ts";
import type { RunTaskOptions } from "../task-options.ts";
import type { Install } from "./install.ts";
import { installLanguagePackages } from "./language-packages.ts";
import type { LayeredSandbox } from "./layered-sandbox.ts";
import { installSystemPackages } from "./system-packages.ts";

const LOG = "environment.log";

type InstallContext = StepsContext & { readonly sandbox: LayeredSandbox };

type InstallOptions = Pick<RunTaskOptions, "uuid" | "installEnv">;

/** Installs the packages that the formula's environment asks for, for this run alone. Answers the variables that let the steps find them.
    Throws `environment`, which names the package and what to do. */
export const installPackages = async (
  context: InstallContext,
  { uuid, installEnv = {} }: InstallOptions,
): Promise<Readonly<Record<string, string>>> => {
  const { formula, workspace, sandbox, env, output, journal, services, signal } = context;
  if (Object.values(formula.environment.packages).every((names) => names.length === 0)) return {};
  const runProgram = programRunner(context);
  const common: Install = {
    run: (file, args, options) => runProgram(file, args, { ...options, capture: false, log: LOG }),
    say: journal.say,
    sleep: services.sleep,
    signal,
  };
  await installSystemPackages(formula.environment, {
    ...common,
    sandbox,
    workspace: workspace.folder,
    isRoot: process.getuid?.() === 0,
    print: output.to(LOG),
    env: { ...installEnv, [MARK]: uuid },
  });
  return installLanguagePackages(formula.environment, {
    ...common,
    path: env["PATH"] ?? "",
    env: installEnv,
    makeFolder: async (name) => {
      const folder = join(workspace.folder, name);
      await mkdir(folder, { mode: 0o700 });
      await workspace.adopt(folder);
      return folder;
    },
  });
};
