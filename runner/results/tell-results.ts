import type { ResultInput } from "../../model/result.ts";
import type { StepContext } from "../directives/directive.ts";
import { artifactIn } from "./artifact.ts";
import { resultYaml } from "./resultyaml-text.ts";

/** Results that are named when they are not reported; the rest is counted. */
const MAX_NAMED = 200;

interface Told {
  readonly results: readonly ResultInput[];
  readonly outputs: readonly (string | null)[];
}

/** Adds results to the run's, with what their tools said, and gives them as ResultYAML: a text whose results count from now on. */
export const tellResults = async ({ results, outputs }: Told, context: StepContext): Promise<string> => {
  const guarded: ResultInput[] = [];
  for (const result of results)
    guarded.push({ ...result, artifact: await artifactIn(result.artifact, context) });
  await context.answers.add(guarded, outputs);
  return finish(guarded, outputs, context);
};

/** Gives results as ResultYAML that count already, and says them where the run is not reported. */
export const finish = async (
  results: readonly ResultInput[],
  outputs: readonly (string | null)[],
  { answers, isReported, say }: Pick<StepContext, "answers" | "isReported" | "say">,
): Promise<string> => {
  const text = await resultYaml(results, outputs);
  if (!isReported && !answers.isKnown(text)) sayAll(results, say);
  answers.saw(text);
  return text;
};

const sayAll = (results: readonly ResultInput[], say: StepContext["say"]): void => {
  say(
    "INFO",
    `reporting is off; ${results.length} ${results.length === 1 ? "result" : "results"} would be sent`,
  );
  for (const { check, outcome, type, item, arch, note } of results.slice(0, MAX_NAMED))
    say("INFO", `would report ${outcome}: ${check} on ${type} ${item} (${arch})${note ? `: ${note}` : ""}`);
  if (results.length > MAX_NAMED) say("INFO", `and ${results.length - MAX_NAMED} more`);
};
