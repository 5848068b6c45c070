import { isSeq, type Node } from "yaml";
import { DIRECTIVES } from "../directives/table.ts";
import { didYouMean } from "./closest.ts";
import type { Attempt } from "./faults.ts";
import type { Step } from "./formula.ts";
import { isMapNode, keyOf, type MapNode, nodeAt, textAt } from "./nodes.ts";
import { checkParameters } from "./parameters.ts";
import { BUILT_IN } from "./variables.ts";
import type { YamlSource } from "./yaml-source.ts";

/** The fields of a step; the one further field is its directive. */
export const STEP_FIELDS = {
  name: "what the step is called in the log",
  export: "the variable that takes the step's value",
} as const;

/** Reads the steps of a formula, in order; one that is wrong is left out. */
export const readSteps = (source: YamlSource, top: MapNode, attempt: Attempt): readonly Step[] => {
  const actions = attempt(() => actionsOf(source, top), []);
  return actions.flatMap((item) => attempt<readonly Step[]>(() => [readStep(source, item, attempt)], []));
};

const actionsOf = (source: YamlSource, top: MapNode): readonly Node[] => {
  const [actions, task] = [nodeAt(top, "actions"), nodeAt(top, "task")];
  if (actions !== null && task !== null)
    throw source.error(task, "there are steps under task and under actions; put all of them under actions");
  const list = actions ?? task;
  if (isSeq<Node>(list) && list.items.length > 0) return list.items;
  throw source.error(list ?? top, "actions is missing: a list of steps, each with a name and one directive");
};

const readStep = (source: YamlSource, item: Node, attempt: Attempt): Step => {
  if (!isMapNode(item)) throw source.error(item, "a step is a map with a name and one directive");
  const { key, value } = directiveOf(source, item);
  const directive = keyOf(key);
  const known = Object.keys(DIRECTIVES);
  const found = Object.hasOwn(DIRECTIVES, directive) ? DIRECTIVES[directive] : undefined;
  if (!found) throw source.error(key, `there is no directive "${directive}"${didYouMean(directive, known)}`);
  attempt(() => checkParameters(source, value, found.parameters, null), null);
  return {
    name: attempt(() => textAt(source, item, "name"), ""),
    directive,
    parameters: value,
    export: item.has("export") ? attempt(() => exportName(source, item), null) : null,
  };
};

const directiveOf = (source: YamlSource, item: MapNode): MapNode["items"][number] => {
  const [pair, second] = item.items.filter(({ key }) => !Object.hasOwn(STEP_FIELDS, keyOf(key)));
  if (!pair)
    throw source.error(item, `this step has no directive; known are ${Object.keys(DIRECTIVES).join(", ")}`);
  if (!second) return pair;
  throw source.error(
    second.key,
    `this step has two directives, ${keyOf(pair.key)} and ${keyOf(second.key)}; make it two steps`,
  );
};

const exportName = (source: YamlSource, step: MapNode): string => {
  const name = textAt(source, step, "export");
  if (/^[A-Za-z_]\w*$/.test(name) && !(name in BUILT_IN)) return name;
  throw source.error(
    nodeAt(step, "export"),
    `"${name}" cannot be exported: a variable is letters, digits and "_", and none that is built in`,
  );
};
