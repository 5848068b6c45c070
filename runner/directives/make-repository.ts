import { AppError } from "../../model/errors.ts";
import type { StepContext, StepEnd } from "./directive.ts";
import { runTool } from "./tool.ts";

const LOG = "createrepo.log";

/** Runs createrepo_c and gives the text that it printed. Throws `directive` when it fails, `missing-tool`. */
export const makeRepository = async (
  args: readonly string[],
  { run }: Pick<StepContext, "run">,
): Promise<StepEnd & { readonly value: string }> => {
  const tool = { program: "createrepo_c", apt: "createrepo-c", dnf: "createrepo_c" };
  const { end, text } = await runTool(tool, args, { run, log: LOG });
  if (end.limit === null && end.exitCode !== null && end.exitCode !== 0)
    throw new AppError("directive", `createrepo_c failed with exit code ${end.exitCode}; ${LOG} says why`);
  return { end, value: text };
};
