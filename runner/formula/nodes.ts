import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { didYouMean } from "./closest.ts";
import type { YamlSource } from "./yaml-source.ts";

/** A map of YAML, as the parser gives it. */
export type MapNode = YAMLMap<Node, Node | null>;

export const isMapNode = (node: Node | null | undefined): node is MapNode => isMap(node);

/** A map's key as text; empty for one that is no text. */
export const keyOf = (key: Node): string => (isScalar(key) ? String(key.value) : "");

export const nodeAt = (map: MapNode, key: string): Node | null => map.get(key, true) ?? null;

/** A text as it is written: `21` stays `21`, and `1.10` stays `1.10`; null for a list, a map or nothing. */
export const textOf = (node: Node): string | null =>
  isScalar(node) ? (typeof node.value === "string" ? node.value : (node.source ?? null)) : null;

/** A text field that must be there. Throws `formula`. */
export const textAt = (source: YamlSource, map: MapNode, key: string): string => {
  const node = nodeAt(map, key);
  if (node === null) throw source.error(map, `${key} is missing: a text`);
  const written = textOf(node) ?? "";
  if (written.trim() === "") throw source.error(node, `${key} must be a text`);
  return written;
};

/** A text field that goes into file names and addresses. Throws `formula`. */
export const wordAt = (source: YamlSource, map: MapNode, key: string): string => {
  const written = textAt(source, map, key);
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(written)) return written;
  throw source.error(
    nodeAt(map, key),
    `the ${key} "${written}" has other characters than letters, digits, "." "_" and "-"`,
  );
};

/** An error for each key of the map that is not known. */
export const unknownKeys = (
  source: YamlSource,
  map: MapNode,
  { known, explain }: { readonly known: readonly string[]; readonly explain: (key: string) => string },
) =>
  map.items
    .filter(({ key }) => !known.includes(keyOf(key)))
    .map(({ key }) => source.error(key, `${explain(keyOf(key))}${didYouMean(keyOf(key), known)}`));

/** The entries of a list, or the one that stands for a list of one. */
export const entriesOf = (node: Node): readonly Node[] => (isSeq<Node>(node) ? node.items : [node]);
