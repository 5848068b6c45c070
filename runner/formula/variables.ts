import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { AppError } from "../../model/errors.ts";
import { collectFaults } from "./faults.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Values by name. An exported map is reached into with dots: `${build.name}`. */
export type Variables = ReadonlyMap<string, unknown>;

/** Names that every step knows. The item is also known under its type's name, as in `${koji_build}`. */
export const BUILT_IN = {
  item: "what is tested",
  type: "the item's type",
  arch: "the architecture",
  workdir: "an empty folder of this run, removed at its end; also `$HOME` of every program",
  artifactsdir: "a folder for files to keep: they become the run's artifacts",
  secretsdir: "a folder with a file for each secret of `environment.secrets`; empty without",
  task: "the task's name",
  checkname: "the name of its check: with the namespace, if the formula has one",
  uuid: "the run's id",
  jobid: "the id that the run was given with `--jobid`, else empty",
} as const;

/** One `$` of a text: a variable `$name` or `${name.part}`, or `$$`. A dollar before anything else stands for itself. */
const DOLLAR = /\$(?:(\$)|([A-Za-z_]\w*)|\{([^}\n]*)\}?)/g;

const PATH = /^[A-Za-z_]\w*(\.\w+)*$/;

/** One variable in a text. */
export interface Use {
  /** The variable's name and the parts below it; null for `$$`. */
  readonly path: readonly string[] | null;
  readonly start: number;
  readonly end: number;
}

/** Gives a node's value as plain data with its variables replaced, in map keys too. A text that is one variable and nothing else takes over the
    variable's value with its type. Throws `formula` at the place of a variable that is not defined, and of a list or map inside a text. */
export const expand = (source: YamlSource, node: Node | null, variables: Variables): unknown => {
  if (node === null) return null;
  if (isSeq<Node>(node)) return node.items.map((item) => expand(source, item, variables));
  if (isMap<Node, Node | null>(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        asText(source, key, expand(source, key, variables)),
        expand(source, value, variables),
      ]),
    );
  if (isScalar(node))
    return typeof node.value === "string" ? expandText(source, node, node.value, variables) : node.value;
  return null;
};

/** An error for each variable below the node whose name is not among the known ones, and for each `$` that means nothing. */
export const undefinedNames = (
  source: YamlSource,
  node: Node | null,
  known: ReadonlySet<string>,
): readonly AppError[] => {
  const { attempt, faults } = collectFaults();
  for (const scalar of textsBelow(node)) {
    const uses = attempt(() => usesIn(source, scalar, scalar.value), []);
    for (const name of new Set(uses.map(({ path }) => path?.[0])))
      if (name !== undefined && !known.has(name))
        faults.push(undefinedName(source, scalar, name, [...known]));
  }
  return faults;
};

const expandText = (source: YamlSource, node: Node, text: string, variables: Variables): unknown => {
  const uses = usesIn(source, node, text);
  const [first] = uses;
  if (first?.path && first.start === 0 && first.end === text.length)
    return lookUp(source, node, first.path, variables);
  let out = "";
  let at = 0;
  for (const { path, start, end } of uses) {
    out += text.slice(at, start) + (path ? asText(source, node, lookUp(source, node, path, variables)) : "$");
    at = end;
  }
  return out + text.slice(at);
};

const lookUp = (source: YamlSource, node: Node, path: readonly string[], variables: Variables): unknown => {
  const [name = "", ...parts] = path;
  if (!variables.has(name)) throw undefinedName(source, node, name, [...variables.keys()]);
  return parts.reduce<unknown>((value, part) => {
    if (typeof value === "object" && value !== null && Object.hasOwn(value, part))
      return (value as Readonly<Record<string, unknown>>)[part];
    throw source.error(
      placeOf(source, node, name),
      `"${path.join(".")}" is not defined: there is no "${part}" in it`,
    );
  }, variables.get(name));
};

const asText = (source: YamlSource, node: Node, value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  throw source.error(node, "a list or a map cannot be part of a text; make the variable the whole value");
};

/** The variables and the `$$` of a text. Throws `formula` at a brace that holds no name. */
export const usesIn = (source: YamlSource, node: Node, text: string): Use[] =>
  [...text.matchAll(DOLLAR)].map((found) => {
    const [whole, dollar, name, braced] = found;
    if (braced !== undefined && !(PATH.test(braced) && whole.endsWith("}")))
      throw source.error(
        placeOf(source, node, braced),
        `"${whole}" is not a variable; write $${whole} where a dollar is meant`,
      );
    return {
      path: dollar ? null : (name ?? braced ?? "").split("."),
      start: found.index,
      end: found.index + whole.length,
    };
  });

/** Every text below a node, keys of maps included, in the order of the file. */
export function* textsBelow(node: Node | null): Generator<Scalar<string> & Node> {
  if (isSeq<Node>(node)) for (const item of node.items) yield* textsBelow(item);
  if (isMap<Node, Node | null>(node))
    for (const { key, value } of node.items) {
      yield* textsBelow(key);
      yield* textsBelow(value);
    }
  if (isScalar<string>(node) && typeof node.value === "string") yield node;
}

const undefinedName = (source: YamlSource, node: Node, name: string, known: readonly string[]) =>
  source.error(
    placeOf(source, node, name),
    `the variable "${name}" is not defined here; defined are ${known.join(", ")}; write $$ for a dollar`,
  );

/** Offset into the file of a variable in a text, which may begin lines above it. */
export const placeOf = (source: YamlSource, node: Node, name: string): number => {
  const start = node.range?.[0] ?? 0;
  const text = source.text.slice(start, node.range?.[2]);
  return start + Math.max(0, text.indexOf(`\${${name}`), text.indexOf(`$${name}`));
};
