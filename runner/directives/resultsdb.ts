import Type from "typebox";
import { readResults, textOf } from "../results/read-results.ts";
import { finish, tellResults } from "../results/tell-results.ts";
import { directive } from "./directive.ts";

/** `resultsdb`: results of a text or a file become results of the run. */
export const resultsdb = directive(
  Type.Object(
    {
      results: Type.Optional(
        Type.String({
          description: "the results as text, TAP or ResultYAML; most often what an earlier step exported",
        }),
      ),
      file: Type.Optional(
        Type.String({
          minLength: 1,
          description:
            "a file with them, looked for in `${workdir}`, `${artifactsdir}` and the formula's folder. Give either this or `results`",
        }),
      ),
    },
    {
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      description:
        "Makes the results of a text or file results of the run: they are printed on the task's stdout as TAP, and are sent to where the run is reported; without reporting, the run's own log " +
        "says what would be sent. A text that the task printed itself, or that `xunit`, `tests` or `resultsdb` returned, counts already and is only checked. A text that cannot be read, or has an unknown outcome, " +
        "ends the task. Exports the results as ResultYAML, check names and all else filled in.",
    },
  ),
  async (source, context) => {
    const { text, name } = await textOf(source, context);
    const report = await readResults(text, name, context);
    if (context.answers.isKnown(text))
      return { end: null, value: await finish(report.results, report.outputs, context) };
    if (report.format === "resultyaml") return { end: null, value: await tellResults(report, context) };
    await context.answers.addTap(text, report.reading.plan);
    return { end: null, value: await finish(report.results, report.outputs, context) };
  },
);
