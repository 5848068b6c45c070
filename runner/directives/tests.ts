import { glob } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import type { ResultInput } from "../../model/result.ts";
import { REPORT_FORMATS, type Report } from "../../ingest/reader.ts";
import { inside } from "../execute/inside.ts";
import { keepFile } from "../results/artifact.ts";
import { summaryOf } from "../results/summary.ts";
import { foldersOf } from "../results/task-file.ts";
import { tellResults } from "../results/tell-results.ts";
import { readTestFile } from "../results/test-file.ts";
import { directive, type StepContext } from "./directive.ts";
import { contextFor, TEST_PARAMETERS } from "./test-parameters.ts";

/** Files that one step reads. */
const MAX_FILES = 1000;

const FORMATS = ["auto", ...REPORT_FORMATS.filter((format) => format !== "log")] as const;

/** `tests`: the output files of any test runner. */
export const tests = directive(
  Type.Object(
    {
      files: Type.Union(
        [Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
        {
          description:
            "the files, or patterns such as `reports/**/*.xml`, looked for in `${workdir}`, `${artifactsdir}` and the formula's folder. Each pattern must find a file. " +
            "They become artifacts of the run",
        },
      ),
      format: Type.Optional(
        Type.Enum([...FORMATS], {
          description:
            "`tap` (as of prove with `PERL_TEST_HARNESS_DUMP_TAP`), `junit` (pytest, bats and many others), `subunit`, `gotest` (`go test -json`), `libtest` (`cargo test`) or `resultyaml`; " +
            "`auto` (unless given) looks at each file",
        }),
      ),
      ...TEST_PARAMETERS,
      aggregation: Type.Optional(
        Type.Enum(["allpass", "none"], {
          description:
            "`allpass` (unless given): one result for all files, FAILED if any test failed, with a note such as `2 PASSED, 1 FAILED` and each failed test as a finding; " +
            "`none`: one result per test, named `CHECKNAME.TEST`",
        }),
      ),
    },
    {
      additionalProperties: false,
      description:
        "Takes the results that a test runner wrote to files. They are results of the run at once; exported is their ResultYAML, which `resultsdb` does not count again. A file that is cut off, or has fewer tests than it " +
        "announces, is one more failed test; one that cannot be read ends the task.",
    },
  ),
  async ({ files, format = "auto", aggregation = "allpass", ...given }, context) => {
    const own = contextFor(given, context);
    const paths = await findAll([files].flat(), own);
    const reports: Report[] = [];
    for (const path of paths) reports.push(await kept(path, await readTestFile(path, format, own), own));
    const { task, item, type, arch } = own.defaults;
    const results = reports.flatMap((report) => report.results);
    const outputs = reports.flatMap((report) => report.outputs);
    if (aggregation === "none") return { end: null, value: await tellResults({ results, outputs }, own) };
    const { output, ...summary } = summaryOf({ results, outputs }, ({ check }) => withoutTask(check, task));
    const artifact = paths.length === 1 ? (results[0]?.artifact ?? null) : null;
    const one: ResultInput = { position: 1, check: task, item, type, arch, artifact, ...summary };
    return { end: null, value: await tellResults({ results: [one], outputs: [output] }, own) };
  },
);

/** Real paths, each once, in order. */
const findAll = async (patterns: readonly string[], context: StepContext): Promise<readonly string[]> => {
  const folders = foldersOf(context);
  const found = new Set<string>();
  for (const pattern of patterns) {
    const paths = await matches(pattern, folders);
    if (paths.length === 0)
      throw new AppError("directive", `no file is found by ${pattern} in ${folders.join(", ")}`);
    for (const path of paths) found.add(await inside(path, folders));
  }
  return [...found].sort();
};

const matches = async (pattern: string, folders: readonly string[]): Promise<readonly string[]> => {
  const paths: string[] = [];
  for (const cwd of isAbsolute(pattern) ? folders.slice(0, 1) : folders)
    for await (const entry of glob(pattern, { cwd, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      paths.push(join(entry.parentPath, entry.name));
      if (paths.length > MAX_FILES)
        throw new AppError("directive", `${pattern} finds more than ${MAX_FILES} files`);
    }
  return paths;
};

/** The file kept as an artifact of its results. Points of TAP are named below the check, as tests of all other formats are. */
const kept = async (path: string, report: Report, context: StepContext): Promise<Report> => {
  const artifact = await keepFile(path, context);
  const { task } = context.defaults;
  const named = (check: string): string =>
    report.format === "tap" && check !== task && !check.startsWith(`${task}.`) ? `${task}.${check}` : check;
  return {
    ...report,
    results: report.results.map((each) => ({
      ...each,
      check: named(each.check),
      artifact: each.artifact ?? artifact,
    })),
  };
};

const withoutTask = (check: string, task: string): string =>
  check.startsWith(`${task}.`) ? check.slice(task.length + 1) : check;
