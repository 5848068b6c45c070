import { type Block, countLines, cutBlocks, LOG_START } from "../../log/blocks.ts";
import type { LogFields } from "../documents.ts";

/** A block with its number. `isFull`: nothing will be added to it. */
export interface Piece {
  readonly number: number;
  readonly block: Block;
  readonly isFull: boolean;
}

/** The end of a log, which further bytes are added to: perhaps empty. */
export const START: Piece = { number: 0, block: LOG_START, isFull: false };

export const endOf = ({ block }: Piece): number => block.offset + block.bytes.length;

/** The end of the log whose last block this is. */
export const tailAfter = ({ number, block }: Piece): Piece =>
  grown({ number, block, isFull: false }, NOTHING).tail;

const NOTHING = new Uint8Array();

/** What is to be written for bytes that follow the log's end, and its new end. */
export const grown = (
  { number, block }: Piece,
  bytes: Uint8Array,
): { readonly pieces: readonly Piece[]; readonly tail: Piece } => {
  const cut = cutBlocks(block, bytes);
  const full = cut.full.map((each, at) => ({ number: number + at, block: each, isFull: true }));
  const tail = { number: number + full.length, block: cut.tail, isFull: false };
  return { pieces: cut.tail.bytes.length > 0 ? [...full, tail] : full, tail };
};

/** The head of a log with this end. */
export const headFields = (run: string, log: string, tail: Piece): LogFields => ({
  run,
  log,
  bytes: endOf(tail),
  lines: tail.block.first - 1 + countLines(tail.block),
  blocks: tail.block.bytes.length > 0 ? tail.number + 1 : tail.number,
  sha256: null,
});
