import { basename, resolve } from "node:path";
import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { inside } from "../execute/inside.ts";
import { htmlReport, ROWS } from "../results/html-report.ts";
import { putFile } from "../results/put-file.ts";
import { readResults, textOf } from "../results/read-results.ts";
import { findFile, readTaskFile } from "../results/task-file.ts";
import { directive, type StepContext } from "./directive.ts";

/** `create_report`: an HTML page of results. */
export const createReport = directive(
  Type.Object(
    {
      results: Type.Optional(Type.String({ description: "the results as text, TAP or ResultYAML" })),
      file: Type.Optional(
        Type.String({
          minLength: 1,
          description: "a file of the run with them. Give either this or `results`",
        }),
      ),
      artifactsdir: Type.Optional(
        Type.String({
          description: "the folder for the page, in `${artifactsdir}` or equal to it, as it is unless given",
        }),
      ),
      path: Type.Optional(
        Type.String({
          minLength: 1,
          description: "name of the page in that folder; `report.html` unless given",
        }),
      ),
      template: Type.Optional(
        Type.String({
          minLength: 1,
          description:
            "a file of the formula's folder with the page around the table's rows: `{{rows}}` stands for them. Columns are check, item, outcome, artifact and note",
        }),
      ),
    },
    {
      additionalProperties: false,
      description:
        "Writes an HTML page with a table of results to the run's artifacts: check, item (linked to its page by its type), outcome, artifact and note, all escaped, without a script. " +
        "Exports the page's path. The results themselves are not reported by this: see `resultsdb`.",
    },
  ),
  async ({ artifactsdir, path = "report.html", template, ...source }, context) => {
    const { text, name } = await textOf(source, context);
    const { results } = await readResults(text, name, context);
    const page = await pagePath(resolve(artifactsdir ?? context.artifactsdir, path), context);
    const frame = template === undefined ? null : await readTemplate(template, context);
    await putFile(
      page,
      htmlReport(results, { frame, task: context.defaults.task, services: context.services }),
    );
    context.say("INFO", `${results.length} results are in ${basename(page)}`);
    return { end: null, value: page };
  },
);

const pagePath = async (path: string, { artifactsdir }: StepContext): Promise<string> => {
  const page = await inside(path, [artifactsdir]);
  if (page === (await inside(artifactsdir, [artifactsdir])))
    throw new AppError("directive", `\`path\` must name a file in ${artifactsdir}`);
  return page;
};

const readTemplate = async (template: string, context: StepContext): Promise<string> => {
  const path = await findFile(template, context);
  const frame = (await readTaskFile(path, LIMITS.formula)).toString();
  if (!frame.includes(ROWS)) throw new AppError("directive", `the template ${template} has no ${ROWS}`);
  return frame;
};
