import { relative } from "node:path";
import { programRunner, type StepsContext } from "../execute/run-steps.ts";
import type { StepsEnd } from "../execute/ending.ts";
import { noSandbox } from "../sandbox/none.ts";
import type { OpenMachine } from "./machine.ts";
import { runRemotely } from "./remote-task.ts";

type Context = Omit<StepsContext, "sandbox"> & { readonly uuid: string; readonly jobid: string };

/** Has another machine run all steps. */
export const runElsewhere = async (context: Context, open: OpenMachine): Promise<StepsEnd> => {
  const { formula, workspace, defaults, output, journal, signal, uuid, jobid, env } = context;
  const { item, type, arch } = defaults;
  // without the run's mark: the other machine may be this one, and its runner ends what has that
  const own = { PATH: env["PATH"] ?? "" };
  const run = programRunner({ ...context, env: own, sandbox: noSandbox({ uuid }, "") });
  const end = await runRemotely(
    {
      ...{ uuid, jobid, item, type, arch, signal },
      environment: formula.environment,
      folder: formula.folder,
      formula: relative(formula.folder, formula.source.file),
      artifactsdir: workspace.artifactsdir,
      say: journal.say,
    },
    open,
    (file, args) => run(file, args, { capture: false, cwd: "/" }),
  );
  return { end, exitCode: null, step: "all steps", error: null, lastWords: output.lastWords };
};
