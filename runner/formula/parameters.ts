import { isMap, isSeq, type Node } from "yaml";
import type Type from "typebox";
import { Value } from "typebox/value";
import { didYouMean } from "./closest.ts";
import { withSwitches } from "./switches.ts";
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
  const written =
    variables === null ? ((node?.toJS(source.document) as unknown) ?? null) : expand(source, node, variables);
  const value = withSwitches(written, schema);
  const fault = Value.Errors(schema, value)
    .filter(({ keyword }) => keyword !== "anyOf" && keyword !== "boolean")
    .filter((each) => variables !== null || !isOpen(each, value))
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
  if (fault.keyword === "enum") return `${where} must be one of ${fault.params.allowedValues.join(", ")}`;
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

/** Whether a fault may be gone once the variables are replaced: of a text with a `$`, and of the names in a map whose keys have one. */
const isOpen = ({ instancePath, keyword }: Fault, value: unknown): boolean => {
  const found = pathOf(instancePath).reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[part]
        : undefined,
    value,
  );
  if (typeof found === "string") return found.includes("$");
  const isOfNames = keyword === "required" || keyword === "additionalProperties";
  return isOfNames && Object.keys(found ?? {}).some((key) => key.includes("$"));
};

const nodeBelow = (node: Node | null, path: readonly string[]): Node | null =>
  path.reduce<Node | null>(
    (inner, part) =>
      isMap(inner) || isSeq(inner)
        ? ((inner.get(isSeq(inner) ? Number(part) : part, true) as Node | undefined) ?? inner)
        : inner,
    node,
  );
