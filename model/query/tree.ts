import type { Query } from "./ast.ts";
import { literal, type OrToken, type Token } from "./token.ts";

/** What a group holds: conditions, and the places of `OR`. */
type Item = Query | OrToken;

/** Builds the query of tokens whose parentheses pair up: `OR` binds weaker than standing side by side; settings add nothing. */
export const buildTree = (tokens: readonly Token[]): Query => {
  const groups: { readonly items: Item[]; readonly negated: boolean }[] = [{ items: [], negated: false }];
  for (const token of tokens) {
    const group = groups.at(-1)!;
    if (token.kind === "or-sign") group.items.push(token);
    else if (token.kind === "part") group.items.push(token.query);
    else if (token.kind === "open") groups.push({ items: [], negated: token.negated });
    else if (token.kind === "close") {
      groups.pop();
      const part = join(group.items);
      if (part !== null) groups.at(-1)?.items.push(group.negated ? { kind: "not", part } : part);
    }
  }
  return join(groups[0]?.items ?? []) ?? { kind: "all" };
};

/** Joins a group's items; null for none. An `OR` without something on each side is the word itself. */
const join = (items: readonly Item[]): Query | null => {
  const choices: Query[][] = [[]];
  for (const [index, item] of items.entries()) {
    const choice = choices.at(-1)!;
    if (item.kind !== "or-sign") choice.push(item);
    else if (choice.length > 0 && (items[index + 1]?.kind ?? "or-sign") !== "or-sign") choices.push([]);
    else choice.push(literal("OR", { start: item.start, end: item.end }).query);
  }
  return list(
    "or",
    choices.map((choice) => list("and", choice)).filter((choice) => choice !== null),
  );
};

const list = (kind: "and" | "or", parts: readonly Query[]): Query | null => {
  const [first, ...more] = parts;
  if (first === undefined) return null;
  return more.length === 0 ? first : { kind, parts: [first, ...more] };
};
