import type { Query } from "../../../model/query/ast.ts";
import { textMatcher, type TextMatcher } from "../query/text.ts";

type Highlights = readonly [number, number][];

/** Shows in a text what the query's text parts found there; parts that are negated show nothing. */
export const highlighter = (query: Query): ((text: string) => [number, number][]) => {
  const matchers = positive(query);
  return (text) => merged(matchers.flatMap((matcher) => matcher.highlights(text)));
};

const positive = (query: Query): TextMatcher[] => {
  if (query.kind === "text") return [textMatcher(query.text)];
  return query.kind === "and" || query.kind === "or" ? query.parts.flatMap(positive) : [];
};

/** In order, overlapping ones joined. */
const merged = (highlights: Highlights): [number, number][] => {
  const joined: [number, number][] = [];
  for (const [start, end] of highlights.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
};
