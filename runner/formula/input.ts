import { isScalar, type Node } from "yaml";
import { ITEM_ALIASES, ITEM_TYPES, itemType } from "../../model/item.ts";
import { entriesOf, isMapNode, type MapNode, nodeAt, textOf } from "./nodes.ts";
import { BUILT_IN } from "./variables.ts";
import type { YamlSource } from "./yaml-source.ts";

/** What `input.args` declares, in order: a list of words, or one text with commas as in the first formulas. Throws `formula`. */
export const readArgs = (source: YamlSource, top: MapNode): readonly string[] => {
  const args = argsNode(source, top);
  return args === null ? [] : entriesOf(args).flatMap((entry) => wordsOf(source, entry));
};

const FORM = "input is a map with args, a list of words: `args: [koji_build, arch]`";

/** Where `input.args` stands; null where a formula declares nothing. */
export const argsNode = (source: YamlSource, top: MapNode): Node | null => {
  const input = nodeAt(top, "input");
  if (input === null) return null;
  const args = isMapNode(input) ? nodeAt(input, "args") : null;
  if (args === null) throw source.error(input, FORM);
  return args;
};

const wordsOf = (source: YamlSource, entry: Node): readonly string[] => {
  const words = isScalar(entry) ? (textOf(entry) ?? "").split(",").map((word) => word.trim()) : [];
  if (words.length > 0 && words.every((word) => /^[A-Za-z_]\w{0,99}$/.test(word))) return words;
  throw source.error(entry, FORM);
};

/** Item types among what is declared; none means any. */
export const typesAmong = (args: readonly string[]): readonly string[] =>
  args.filter((arg) => !(arg in BUILT_IN)).map(itemType);

/** Variables that a formula's first step sees. Where it declares no item type, the item may be of any. */
export const inputNames = (args: readonly string[]): readonly string[] => [
  ...Object.keys(BUILT_IN),
  ...(typesAmong(args).length === 0
    ? [...ITEM_TYPES, ...Object.keys(ITEM_ALIASES)]
    : [...args, ...typesAmong(args)]),
];
