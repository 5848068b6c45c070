import { isScalar, type Node } from "yaml";
import type { AppError } from "../../model/errors.ts";
import { ITEM_ALIASES, ITEM_TYPES } from "../../model/item.ts";
import { closest } from "./closest.ts";
import { collectFaults } from "./faults.ts";
import type { Formula, Step } from "./formula.ts";
import { argsNode, typesAmong } from "./input.ts";
import { entriesOf, isMapNode, type MapNode, nodeAt, textOf } from "./nodes.ts";
import { isQuoted } from "./shell-quotes.ts";
import { BUILT_IN, placeOf, textsBelow, usesIn } from "./variables.ts";

/** What a formula says that can be run, and is probably not meant. */
export const doubtsOf = (formula: Formula): readonly AppError[] => {
  const top = formula.source.document.contents;
  if (!isMapNode(top)) return [];
  return [
    ...undeclared(formula, top),
    ...unknownTypes(formula, top),
    ...unusedExports(formula),
    ...formula.steps
      .filter(({ directive }) => directive === "shell")
      .flatMap((step) => bareItems(formula, step)),
  ];
};

const undeclared = ({ source, args }: Formula, top: MapNode): readonly AppError[] =>
  args.length > 0 || nodeAt(top, "input") !== null
    ? []
    : [
        source.error(
          top,
          "there is no input.args, so the task is run on items of any type; declare them: `input: {args: [koji_build]}`",
        ),
      ];

const KNOWN = [...ITEM_TYPES, ...Object.keys(ITEM_ALIASES), ...Object.keys(BUILT_IN)];

const unknownTypes = ({ source }: Formula, top: MapNode): readonly AppError[] => {
  const { attempt } = collectFaults();
  const args = attempt(() => argsNode(source, top), null);
  return (args === null ? [] : entriesOf(args)).flatMap((entry) => {
    const unknown = (textOf(entry) ?? "").split(",").find((word) => !KNOWN.includes(word.trim()));
    if (unknown === undefined) return [];
    const near = closest(unknown.trim(), KNOWN);
    const hint = near === null ? `known are ${KNOWN.join(", ")}` : `did you mean "${near}"?`;
    return [source.error(entry, `"${unknown.trim()}" is no item type of this project's own; ${hint}`)];
  });
};

const unusedExports = ({ source, steps }: Formula): readonly AppError[] =>
  steps.flatMap((step, at) => {
    const name = step.export;
    if (name === null || steps.slice(at + 1).some((later) => namesIn(source, later).has(name))) return [];
    // what the last step gives is printed where the task printed nothing
    if (at === steps.length - 1) return [];
    return [
      source.error(
        exportNode(source.document.contents, at),
        `"${name}" is exported and no later step uses it`,
      ),
    ];
  });

const exportNode = (top: unknown, at: number): Node | null => {
  const map = top as MapNode;
  const step = entriesOf(nodeAt(map, "actions") ?? nodeAt(map, "task") ?? map)[at];
  return isMapNode(step) ? nodeAt(step, "export") : null;
};

const namesIn = (source: Formula["source"], { parameters }: Step): ReadonlySet<string> => {
  const { attempt } = collectFaults();
  const uses = [...textsBelow(parameters)].flatMap((text) =>
    attempt(() => usesIn(source, text, text.value), []),
  );
  return new Set(uses.flatMap(({ path }) => path?.[0] ?? []));
};

/** Where the item stands in a command line without quotes. */
const bareItems = ({ source, args }: Formula, { parameters }: Step): readonly AppError[] => {
  const { attempt } = collectFaults();
  const items = new Set(["item", ...ITEM_TYPES, ...Object.keys(ITEM_ALIASES), ...typesAmong(args)]);
  return [...textsBelow(parameters)].filter(isScalar).flatMap((text) =>
    attempt(() => usesIn(source, text, text.value), []).flatMap(({ path, start }) => {
      const name = path?.[0] ?? "";
      if (!items.has(name) || isQuoted(text.value, start)) return [];
      return [
        source.error(
          placeOf(source, text, name),
          `$${name} goes into the command line as it is, whatever it holds; write "$$TASKOTRON_ITEM", with the quotes`,
        ),
      ];
    }),
  );
};
