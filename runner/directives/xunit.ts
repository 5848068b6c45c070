import Type from "typebox";
import type { ResultInput } from "../../model/result.ts";
import { keepFile } from "../results/artifact.ts";
import { summaryOf } from "../results/summary.ts";
import { findFile } from "../results/task-file.ts";
import { tellResults } from "../results/tell-results.ts";
import { readTestFile } from "../results/test-file.ts";
import { directive } from "./directive.ts";
import { contextFor, TEST_PARAMETERS } from "./test-parameters.ts";

/** `xunit`: a file of JUnit or xUnit XML. */
export const xunit = directive(
  Type.Object(
    {
      ...TEST_PARAMETERS,
      file: Type.String({
        minLength: 1,
        description:
          "the XML file, looked for in `${workdir}`, `${artifactsdir}` and the formula's folder. It becomes an artifact of the run, and of each result",
      }),
      aggregation: Type.Optional(
        Type.Enum(["allpass", "none"], {
          description:
            "`allpass` (unless given): one result, FAILED if any test failed, with a note such as `2 PASSED, 1 FAILED`; `none`: one result per test, named `CHECKNAME.METHOD`",
        }),
      ),
    },
    {
      additionalProperties: false,
      description:
        "Takes the results of a JUnit or xUnit XML file. They are results of the run at once; exported is their ResultYAML, which `resultsdb` does not count again.",
    },
  ),
  async ({ file, aggregation = "allpass", ...given }, context) => {
    const own = contextFor(given, context);
    const path = await findFile(file, own);
    const report = await readTestFile(path, "junit", own);
    const artifact = await keepFile(path, own);
    const { task, item, type, arch } = own.defaults;
    const method = (result: ResultInput): string => methodOf(result, task);
    if (aggregation === "none") {
      const results = report.results.map((each) => ({ ...each, artifact, check: `${task}.${method(each)}` }));
      return { end: null, value: await tellResults({ results, outputs: report.outputs }, own) };
    }
    const { output, ...summary } = summaryOf(report, method);
    const results = [{ position: 1, check: task, item, type, arch, artifact, ...summary }];
    return { end: null, value: await tellResults({ results, outputs: [output] }, own) };
  },
);

/** The test's own name, without those of the check and of its class. */
const methodOf = ({ check, data }: ResultInput, task: string): string => {
  const inner = check.startsWith(`${task}.`) ? check.slice(task.length + 1) : check;
  const prefix = typeof data?.["classname"] === "string" ? `${data["classname"]}.` : "";
  return prefix !== "" && inner.startsWith(prefix) && inner !== prefix ? inner.slice(prefix.length) : inner;
};
