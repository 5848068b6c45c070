import type { Block } from "./blocks.ts";
import { searchedBytes } from "./blocks.ts";
import { LF } from "../../model/lines.ts";
import { searchText } from "./text.ts";

/** Decides on one line as search sees it. Highlights are [start, end) in UTF-16 units, ascending, not overlapping. */
export interface LineMatcher {
  test(line: string): boolean;
  highlights(line: string): readonly [number, number][];
}

export interface FoundLine {
  readonly line: number;
  /** The line as search sees it: displayed, without ANSI sequences. */
  readonly text: string;
  readonly highlights: readonly [number, number][];
}

/** The block's lines as search sees them, the one numbered `block.first` first. A piece of a longer line begins with the last KiB of the
    piece before: each is decided by itself, and what stands across a cut is found. */
export const searchLines = (block: Block): string[] => {
  const lines = searchText(searchedBytes(block)).split("\n");
  if (block.bytes.length === 0 || block.bytes.at(-1) === LF) lines.pop();
  return lines;
};

/** Lines of the block that match, ascending. */
export function* findInBlock(block: Block, matcher: LineMatcher): Generator<FoundLine> {
  for (const [index, text] of searchLines(block).entries())
    if (matcher.test(text)) yield { line: block.first + index, text, highlights: matcher.highlights(text) };
}

/** Leaves out what a block before told already: a line in several pieces is told once, by the first piece that matches. For the blocks of one
    log, in order. */
export const toldOnce = (): ((found: Iterable<FoundLine>) => FoundLine[]) => {
  let last = 0;
  return (found) => {
    const fresh = [...found].filter(({ line }) => line !== last);
    last = fresh.at(-1)?.line ?? last;
    return fresh;
  };
};
