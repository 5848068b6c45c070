import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import type { LineMatcher } from "../find.ts";
import type { Highlight, Leaf } from "./leaf.ts";
import { textLeaf } from "./text.ts";

/** Makes the matcher of a query of text alone; any other condition holds for no line. Highlights are what makes the line match: the places
    of conditions that are not negated, of those choices that hold. */
export const compileText = (query: Query): LineMatcher => {
  const { test, highlights } = compile(simplify(query));
  return { test, highlights: (line) => merge(highlights(line)) };
};

const compile = (query: Query): Leaf => {
  switch (query.kind) {
    case "text":
      return textLeaf(query.text);
    case "and":
      return every(query.parts.map(compile));
    case "or":
      return some(query.parts.map(compile));
    case "not": {
      const { order, test } = compile(query.part);
      return { order: order + NEGATED, test: (line) => !test(line), highlights: () => [] };
    }
    default:
      return { order: 0, test: () => query.kind === "all", highlights: () => [] };
  }
};

/** Negations hold for most lines: they are asked last. */
const NEGATED = 10_000;

const every = (unordered: readonly Leaf[]): Leaf => {
  const leaves = unordered.toSorted((a, b) => a.order - b.order);
  return {
    order: leaves[0]?.order ?? 0,
    test: (line) => {
      for (const leaf of leaves) if (!leaf.test(line)) return false;
      return true;
    },
    highlights: (line) => leaves.flatMap((leaf) => leaf.highlights(line)),
  };
};

const some = (leaves: readonly Leaf[]): Leaf => ({
  order: Math.max(...leaves.map(({ order }) => order)),
  test: (line) => {
    for (const leaf of leaves) if (leaf.test(line)) return true;
    return false;
  },
  highlights: (line) => leaves.filter(({ test }) => test(line)).flatMap((leaf) => leaf.highlights(line)),
});

const merge = (places: readonly Highlight[]): Highlight[] => {
  const merged: Highlight[] = [];
  for (const [start, end] of places.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
};
