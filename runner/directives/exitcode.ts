import Type from "typebox";
import { isNeutral, isOk, type Outcome, worst } from "../../model/outcome.ts";
import { readResults } from "../results/read-results.ts";
import { directive } from "./directive.ts";

/** What `runtask` exits with for results that are not ok. */
const NOT_OK = 100;

const text = (which: string) =>
  Type.Optional(
    Type.String({ description: `results as text, TAP or ResultYAML, of which the ${which} decides` }),
  );

/** `exitcode`: an exit code for what results say. */
export const exitcode = directive(
  Type.Object(
    { result_last: text("last"), result_worst: text("worst") },
    {
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      description:
        "Makes `runtask` exit with 0 when a result is PASSED or INFO (or neutral: SKIPPED, TODO), and with 100 when it is anything else; without results with 0. Of several such steps the worst exit code holds. " +
        "Exports the exit code. The results themselves are not reported by this: see `resultsdb`.",
    },
  ),
  async ({ result_last, result_worst }, context) => {
    const name = result_last === undefined ? "result_worst" : "result_last";
    const { results } = await readResults(result_last ?? result_worst ?? "", `\`${name}\``, context);
    const outcomes = results.map(({ outcome }) => outcome);
    const deciding = (result_last === undefined ? worst(outcomes) : outcomes.at(-1)) ?? null;
    const code = deciding === null || isFine(deciding) ? 0 : NOT_OK;
    context.answers.exitWith(code);
    return { end: null, value: code };
  },
);

const isFine = (outcome: Outcome): boolean => isOk(outcome) || isNeutral(outcome);
