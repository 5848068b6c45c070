import { displayLine, LF, lineStarts } from "../../model/lines.ts";
import type { Line } from "../store.ts";
import type { Block } from "./blocks.ts";

/** The block's lines as displayed; pieces of a longer line have its number. */
export function* displayedLines({ first, offset, bytes }: Omit<Block, "carry">): Generator<Line> {
  const starts = lineStarts(bytes);
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? bytes.length;
    const line = bytes.subarray(start, bytes[end - 1] === LF ? end - 1 : end);
    yield { number: first + index, text: displayLine(line), offset: offset + start };
  }
}
