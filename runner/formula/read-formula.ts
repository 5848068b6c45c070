import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { AppError } from "../../model/errors.ts";
import { readEnvironment } from "./environment.ts";
import { type Attempt, collectFaults } from "./faults.ts";
import type { Formula } from "./formula.ts";
import { inputNames, readArgs } from "./input.ts";
import { isMapNode, type MapNode, nodeAt, textAt, unknownKeys, wordAt } from "./nodes.ts";
import { readSteps } from "./steps.ts";
import { undefinedNames } from "./variables.ts";
import { parseYaml, type YamlSource } from "./yaml-source.ts";

/** The fields of a formula. */
export const FIELDS = {
  name: "the task's name, which is the check's name too",
  desc: "what it does; its first line is shown in lists",
  maintainer: "who answers for it",
  input: "`input.args` lists what the task takes: item types, and `arch`; it is not run on anything else",
  actions: "the steps, run in order",
  task: "the same as `actions`, as in the first formulas of 2014",
  namespace: "goes before the check's name: `namespace: dist` makes it `dist.NAME`",
  environment: "what the steps need around them",
} as const;

/** Reads a formula. Throws `formula`, naming file, line and column, for whatever keeps it from being run. */
export const readFormula = async (file: string): Promise<Formula> => {
  const { formula, faults } = await inspectFormula(file);
  const [first] = faults;
  if (first) throw first;
  return formula;
};

/** Reads a formula and tells everything that is wrong with it, in the order in which it was found; what is wrong is empty or left out in the formula.
    Throws `formula` for a file that is no map of YAML. */
export const inspectFormula = async (
  file: string,
): Promise<{ readonly formula: Formula; readonly faults: readonly AppError[] }> => {
  const source = parseYaml(file, await readFile(file, "utf8"));
  const top = source.document.contents;
  if (!isMapNode(top)) throw source.error(top, "a formula is a map with name, desc, maintainer and actions");
  const { attempt, faults } = collectFaults();
  const explain = (key: string) => `there is no field "${key}"`;
  faults.push(...unknownKeys(source, top, { known: Object.keys(FIELDS), explain }));
  const formula = readFields(source, top, attempt);
  faults.push(...undefinedIn(formula));
  return { formula, faults };
};

const readFields = (source: YamlSource, top: MapNode, attempt: Attempt): Formula => {
  const name = attempt(() => wordAt(source, top, "name"), "");
  const namespace = top.has("namespace") ? attempt(() => wordAt(source, top, "namespace"), null) : null;
  return {
    source,
    folder: dirname(source.file),
    name,
    check: namespace === null ? name : `${namespace}.${name}`,
    namespace,
    desc: attempt(() => textAt(source, top, "desc"), "").trim(),
    maintainer: attempt(() => textAt(source, top, "maintainer"), ""),
    args: attempt(() => readArgs(source, top), []),
    environment: readEnvironment(source, nodeAt(top, "environment"), attempt),
    steps: readSteps(source, top, attempt),
  };
};

/** Every variable must be defined before the step that uses it. */
const undefinedIn = ({ source, args, steps }: Formula): readonly AppError[] => {
  const known = new Set(inputNames(args));
  return steps.flatMap((step) => {
    const errors = undefinedNames(source, step.parameters, known);
    if (step.export !== null) known.add(step.export);
    return errors;
  });
};
