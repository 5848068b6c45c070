import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { ITEM_TYPES } from "../../model/item.ts";
import { didYouMean } from "./closest.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { checkParameters } from "./parameters.ts";
import { DIRECTIVES } from "../directives/table.ts";
import { BUILT_IN, checkNames } from "./variables.ts";
import { parseYaml, type YamlSource } from "./yaml-source.ts";

/** The fields of a formula. */
export const FIELDS = {
  name: "the task's name, which is the check's name too",
  desc: "what it does; its first line is shown in lists",
  maintainer: "who answers for it",
  input: "`input.args` lists what the task takes: item types, and `arch`; it is not run on anything else",
  actions: "the steps, run in order",
  namespace: "goes before the check's name: `namespace: dist` makes it `dist.NAME`",
  environment: "what the steps need around them",
} as const;

/** The fields of a step; the one further field is its directive. */
const STEP_FIELDS = ["name", "export"];

export interface Step {
  readonly name: string;
  readonly directive: string;
  /** Variables are still in it. */
  readonly parameters: Node | null;
  /** The variable that takes the step's value. */
  readonly export: string | null;
}

/** A task's description, read and checked. */
export interface Formula {
  readonly source: YamlSource;
  readonly folder: string;
  readonly name: string;
  /** Name of its check: the task's own, below its namespace if it has one. */
  readonly check: string;
  readonly namespace: string | null;
  readonly desc: string;
  readonly maintainer: string;
  readonly environment: Environment;
  readonly args: readonly string[];
  readonly steps: readonly Step[];
}

/** Item types that the formula takes; none means any. */
export const itemTypes = ({ args }: Formula): readonly string[] => args.filter((arg) => !(arg in BUILT_IN));

/** Reads a formula. Throws `formula`, naming file, line and column, for whatever keeps it from being run. */
export const readFormula = async (file: string): Promise<Formula> => {
  const source = parseYaml(file, await readFile(file, "utf8"));
  const top = source.document.contents;
  if (!isMap<Node, Node | null>(top))
    throw source.error(top, "a formula is a map with name, desc, maintainer and actions");
  checkKeys(source, top, Object.keys(FIELDS));
  const args = readArgs(source, top);
  const steps = readSteps(source, top);
  checkVariables(source, args, steps);
  const name = word(source, top, "name");
  const namespace = top.has("namespace") ? word(source, top, "namespace") : null;
  return {
    source,
    folder: dirname(file),
    name,
    check: namespace === null ? name : `${namespace}.${name}`,
    namespace,
    environment: readEnvironment(source, nodeAt(top, "environment")),
    desc: text(source, top, "desc").trim(),
    maintainer: text(source, top, "maintainer"),
    args,
    steps,
  };
};

const readArgs = (source: YamlSource, top: YAMLMap<Node, Node | null>): readonly string[] => {
  const input = nodeAt(top, "input");
  if (input === null) return [];
  const args = isMap<Node, Node | null>(input) ? nodeAt(input, "args") : null;
  if (!isSeq(args) || !args.items.every((item) => isScalar(item)))
    throw source.error(input, "input is a map with args, a list of words: `args: [koji_build, arch]`");
  return args.items.map((item) => String(item.value));
};

const readSteps = (source: YamlSource, top: YAMLMap<Node, Node | null>): readonly Step[] => {
  const actions = nodeAt(top, "actions");
  if (!isSeq<Node>(actions) || actions.items.length === 0)
    throw source.error(
      actions ?? top,
      "actions is missing: a list of steps, each with a name and one directive",
    );
  return actions.items.map((item) => readStep(source, item));
};

const readStep = (source: YamlSource, item: Node): Step => {
  if (!isMap<Node, Node | null>(item))
    throw source.error(item, "a step is a map with a name and one directive");
  const others = item.items.filter(({ key }) => !STEP_FIELDS.includes(keyOf(key)));
  const [pair, second] = others;
  const known = Object.keys(DIRECTIVES);
  if (!pair) throw source.error(item, `this step has no directive; known are ${known.join(", ")}`);
  if (second)
    throw source.error(
      second.key,
      `this step has two directives, ${keyOf(pair.key)} and ${keyOf(second.key)}; make it two steps`,
    );
  const directive = keyOf(pair.key);
  const found = Object.hasOwn(DIRECTIVES, directive) ? DIRECTIVES[directive] : undefined;
  if (!found)
    throw source.error(pair.key, `there is no directive "${directive}"${didYouMean(directive, known)}`);
  checkParameters(source, pair.value, found.parameters, null);
  return {
    name: text(source, item, "name"),
    directive,
    parameters: pair.value,
    export: item.has("export") ? exportName(source, item) : null,
  };
};

const exportName = (source: YamlSource, step: YAMLMap<Node, Node | null>): string => {
  const name = text(source, step, "export");
  if (/^[A-Za-z_]\w*$/.test(name) && !(name in BUILT_IN)) return name;
  throw source.error(
    nodeAt(step, "export"),
    `"${name}" cannot be exported: a variable is letters, digits and "_", and none that is built in`,
  );
};

/** Every variable must be defined before the step that uses it. */
const checkVariables = (source: YamlSource, args: readonly string[], steps: readonly Step[]): void => {
  const known = new Set<string>([...Object.keys(BUILT_IN), ...ITEM_TYPES, ...args]);
  for (const step of steps) {
    checkNames(source, step.parameters, known);
    if (step.export !== null) known.add(step.export);
  }
};

const checkKeys = (source: YamlSource, map: YAMLMap<Node, Node | null>, known: readonly string[]): void => {
  for (const { key } of map.items)
    if (!known.includes(keyOf(key)))
      throw source.error(key, `there is no field "${keyOf(key)}"${didYouMean(keyOf(key), known)}`);
};

const keyOf = (key: Node): string => (isScalar(key) ? String(key.value) : "");

const nodeAt = (map: YAMLMap<Node, Node | null>, key: string): Node | null => map.get(key, true) ?? null;

/** A text field that goes into file names and addresses. */
const word = (source: YamlSource, top: YAMLMap<Node, Node | null>, key: string): string => {
  const written = text(source, top, key);
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(written)) return written;
  throw source.error(
    nodeAt(top, key),
    `the ${key} "${written}" has other characters than letters, digits, "." "_" and "-"`,
  );
};

/** A text field as it is written: `1.10` stays `1.10`. */
const text = (source: YamlSource, map: YAMLMap<Node, Node | null>, key: string): string => {
  const node = nodeAt(map, key);
  if (node === null) throw source.error(map, `${key} is missing: a text`);
  const written = isScalar(node) ? (typeof node.value === "string" ? node.value : (node.source ?? "")) : "";
  if (written.trim() === "") throw source.error(node, `${key} must be a text`);
  return written;
};
