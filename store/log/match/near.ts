import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import { compileText } from "./compile.ts";
import type { Leaf } from "./leaf.ts";
import { textLeaf } from "./text.ts";

/** Indices of the lines that match when the parts of a query of text alone may lie up to `near` lines apart: lines with one of the texts,
    in a stretch of `near` + 1 lines for which the query holds as a whole. Of several choices each is looked for by itself. Lines
    beyond `lines` count as absent, so the caller gives `near` further ones at either end. */
export const matchNear = (query: Query, near: number): ((lines: readonly string[]) => number[]) => {
  const simple = simplify(query);
  const choices = simple.kind === "or" ? simple.parts : [simple];
  const matchers = choices.map((choice) => matchChoice(choice, near));
  return (lines) => [...new Set(matchers.flatMap((match) => match(lines)))].sort((a, b) => a - b);
};

const matchChoice = (query: Query, near: number): ((lines: readonly string[]) => number[]) => {
  const anchors = positiveLeaves(query);
  if (anchors.length === 0) {
    const matcher = compileText(query);
    return (lines) => indices(lines.length, (at) => matcher.test(lines[at] ?? ""));
  }
  return (lines) => {
    const holds = holdsFrom(query, near)(lines);
    const isAnchored = (line: string): boolean => anchors.some(({ test }) => test(line));
    const stretches = runningTotal(lines.length, holds);
    return indices(lines.length, (at) => {
      const first = Math.max(0, at - near);
      return (stretches[at + 1] ?? 0) > (stretches[first] ?? 0) && isAnchored(lines[at] ?? "");
    });
  };
};

/** Whether the query holds for the stretch of lines that begins at an index. */
const holdsFrom = (query: Query, near: number): ((lines: readonly string[]) => (at: number) => boolean) => {
  switch (query.kind) {
    case "text": {
      const { test } = textLeaf(query.text);
      return (lines) => {
        const seen = runningTotal(lines.length, (at) => test(lines[at] ?? ""));
        return (at) => (seen[Math.min(at + near + 1, lines.length)] ?? 0) > (seen[at] ?? 0);
      };
    }
    case "not": {
      const part = holdsFrom(query.part, near);
      return (lines) => {
        const holds = part(lines);
        return (at) => !holds(at);
      };
    }
    case "and":
    case "or": {
      const parts = query.parts.map((part) => holdsFrom(part, near));
      return (lines) => {
        const holds = parts.map((part) => part(lines));
        return query.kind === "and"
          ? (at) => holds.every((test) => test(at))
          : (at) => holds.some((test) => test(at));
      };
    }
    default:
      return () => () => query.kind === "all";
  }
};

const positiveLeaves = (query: Query): readonly Leaf[] => {
  if (query.kind === "text") return [textLeaf(query.text)];
  return query.kind === "and" || query.kind === "or" ? query.parts.flatMap(positiveLeaves) : [];
};

/** How many of the first lines are as wanted, for 0 to `count` lines. */
const runningTotal = (count: number, isWanted: (at: number) => boolean): Uint32Array => {
  const totals = new Uint32Array(count + 1);
  for (let at = 0; at < count; at++) totals[at + 1] = (totals[at] ?? 0) + (isWanted(at) ? 1 : 0);
  return totals;
};

const indices = (count: number, isWanted: (at: number) => boolean): number[] =>
  Array.from({ length: count }, (_, at) => at).filter(isWanted);
