import { isMap, isSeq, type Node } from "yaml";
import type Type from "typebox";
import { Value } from "typebox/value";
import { didYouMean } from "./closest.ts";
import { expand, type Variables } from "./variables.ts";
import type { YamlSource } from "./yaml-source.ts";

type Fault = ReturnType<typeof Value.Errors>[number];

/** Gives a step's parameters as plain data, variables replaced. Throws `formula` at the parameter that does not fit the schema. Without variables
    (null) a text that holds a `$` fits anywhere: what it will be is not known before the run. */
export const checkParameters = (
  source: YamlSource,
  node: Node | null,
  schema: Type.TSchema,
  variables: Variables | null,
): unknown => {
  const value =
    variables === null ? ((node?.toJS(source.document) as unknown) ?? null) : expand(source, node, variables);
  const fault = Value.Errors(schema, value)
    .filter(({ keyword }) => keyword !== "anyOf" && keyword !== "boolean")
    .filter(({ instancePath }) => variables !== null || !hasDollar(value, instancePath))
    .reduce<Fault | null>(
      (deepest, next) => (deepest && depth(deepest) >= depth(next) ? deepest : next),
      null,
    );
  if (fault === null) return value;
  const at = nodeBelow(node, pathOf(fault.instancePath));
  throw source.error(at ?? node, explain(fault, schema));
};

const explain = (fault: Fault, schema: Type.TSchema): string => {
  const where = pathOf(fault.instancePath).join(".") || "the parameters";
  if (fault.keyword === "additionalProperties") {
    const [unknown = ""] = fault.params.additionalProperties;
    return `there is no parameter "${unknown}"${didYouMean(unknown, namesOf(schema))}`;
  }
  if (fault.keyword === "required")
    return `a parameter is missing: ${fault.params.requiredProperties.join(", ")}`;
  return `${where} ${fault.message}`;
};

/** Names of a schema's parameters; none for one that is no map. */
const namesOf = (schema: Type.TSchema): readonly string[] =>
  "properties" in schema && typeof schema.properties === "object" && schema.properties !== null
    ? Object.keys(schema.properties)
    : [];

const pathOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

const depth = (fault: Fault): number => pathOf(fault.instancePath).length;

const hasDollar = (value: unknown, pointer: string): boolean => {
  const found = pathOf(pointer).reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[part]
        : undefined,
    value,
  );
  return typeof found === "string" && found.includes("$");
};

const nodeBelow = (node: Node | null, path: readonly string[]): Node | null =>
  path.reduce<Node | null>(
    (inner, part) =>
      isMap(inner) || isSeq(inner)
        ? ((inner.get(isSeq(inner) ? Number(part) : part, true) as Node | undefined) ?? inner)
        : inner,
    node,
  );
