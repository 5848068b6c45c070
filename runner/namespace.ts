import { isMap, isScalar, isSeq, type Node } from "yaml";
import { AppError } from "../model/errors.ts";
import { parseYaml } from "./formula/yaml-source.ts";

/** Prefixes of repository addresses that may report below each namespace. */
export type Namespaces = ReadonlyMap<string, readonly string[]>;

/** The namespace that everybody may report below. */
const OPEN = "scratch";

/** Namespaces that nobody may report below unless they are listed. */
const RESERVED = ["dist", "pkg"];

/** Reads `dist: [https://…]`, a namespace and its list for each. Throws `setting`, naming file, line and column. */
export const readNamespaces = (file: string, text: string): Namespaces => {
  const source = parseYaml(file, text);
  const top = source.document.contents;
  if (top === null) return new Map();
  const wrong = (node: Node): AppError =>
    new AppError(
      "setting",
      source.error(node, "expected a map of namespaces, each with a list of repository addresses").message,
    );
  if (!isMap<Node, Node | null>(top)) throw wrong(top);
  return new Map(
    top.items.map(({ key, value }) => {
      if (!isScalar(key) || !isSeq<Node>(value)) throw wrong(value ?? key);
      return [
        String(key.value),
        value.items.map((item) => {
          if (!isScalar(item) || typeof item.value !== "string") throw wrong(item);
          return item.value;
        }),
      ];
    }),
  );
};

/** Why a task from this repository may not report this check; null when it may. A check without a namespace is everybody's. */
export const refusedCheck = (
  namespaces: Namespaces,
  check: string,
  { url, own }: { readonly url: string; readonly own: string | null },
): string | null => {
  const first = check.includes(".") ? check.slice(0, check.indexOf(".")) : "";
  const isNamespace = first === own || RESERVED.includes(first) || namespaces.has(first);
  if (first === OPEN || !isNamespace) return null;
  if (namespaces.get(first)?.some((prefix) => isBelow(url, prefix))) return null;
  return `${url} may not report ${check}: it is not listed for the namespace ${first}`;
};

/** `https://h/a` has below it `https://h/a`, `https://h/a.git` and `https://h/a/b`, but not `https://h/ab`. */
const isBelow = (url: string, prefix: string): boolean => {
  const stem = prefix.replace(/\/+$/, "");
  return url === stem || url === `${stem}.git` || url.startsWith(`${stem}/`);
};
