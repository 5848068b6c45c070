import type { Query } from "../../model/query/ast.ts";
import type { Highlight, Leaf } from "../log/match/leaf.ts";
import { textLeaf } from "../log/match/text.ts";

/** Shows in a text what the query's text parts found there; parts that are negated show nothing. */
export const highlighter = (query: Query): ((text: string) => Highlight[]) => {
  const leaves = positive(query);
  return (text) => merged(leaves.flatMap((leaf) => leaf.highlights(text)));
};

const positive = (query: Query): Leaf[] => {
  if (query.kind === "text") return [textLeaf(query.text)];
  return query.kind === "and" || query.kind === "or" ? query.parts.flatMap(positive) : [];
};

/** In order, overlapping ones joined. */
const merged = (highlights: readonly Highlight[]): Highlight[] => {
  const joined: Highlight[] = [];
  for (const [start, end] of highlights.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
};
