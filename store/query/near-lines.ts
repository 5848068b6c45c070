import type { Query } from "../../model/query/ast.ts";
import type { Block } from "../log/blocks.ts";
import { type FoundLine, searchLines } from "../log/find.ts";
import { matchNear } from "../log/match/near.ts";
import { highlighter } from "./highlights.ts";

/** What is asked of each line of a run's logs. */
export interface LineQuery {
  readonly query: Query;
  /** Lines that the text parts may lie apart. */
  readonly near: number;
}

/** Numbers of lines: `first` ≤ number < `first` + `count`. */
interface Stretch {
  readonly first: number;
  readonly count: number;
}

/** The lines around a block of `own` lines that texts in it may lie near to: up to `near` before it, and after it. */
export const around = (block: Block, own: number, near: number): { before: Stretch; after: Stretch } => ({
  before: { first: Math.max(1, block.first - near), count: Math.min(near, block.first - 1) },
  after: { first: block.first + own, count: near },
});

/** Lines around a block, as search sees them. */
export interface Surroundings {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Matching lines of a block for a query of text alone whose parts may lie apart. */
export const nearFinder = ({
  query,
  near,
}: LineQuery): ((block: Block, surroundings: Surroundings) => FoundLine[]) => {
  const match = matchNear(query, near);
  const highlights = highlighter(query);
  return (block, { before, after }) => {
    const own = searchLines(block);
    return match([...before, ...own, ...after])
      .map((at) => at - before.length)
      .filter((at) => at >= 0 && at < own.length)
      .map((at) => ({ line: block.first + at, text: own[at] ?? "", highlights: highlights(own[at] ?? "") }));
  };
};
