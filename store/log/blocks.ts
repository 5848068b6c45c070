import { LF, lineStarts } from "../../model/lines.ts";
import { LIMITS } from "../../model/limits.ts";

const BLOCK_LINES = 512;

/** A line is cut where it is longer, so that each piece fills a block of its own and the last one begins a block. */
const BLOCK_BYTES = LIMITS.line;

/** Bytes of the piece before that a piece's search looks at too, so that what stands across the cut is found. */
const CARRY_BYTES = 1 << 10;

/** A stretch of a log: whole lines, or one piece of a line that is longer than `LIMITS.line`. All pieces of a line have its number. */
export interface Block {
  /** Number of the first line, or of the line that the first piece belongs to. */
  readonly first: number;
  /** Byte offset in the log. */
  readonly offset: number;
  /** End of the piece before, where the block begins inside of a line; null elsewhere. */
  readonly carry: Uint8Array | null;
  readonly bytes: Uint8Array;
}

/** Where a log begins. */
export const LOG_START: Block = { first: 1, offset: 0, carry: null, bytes: new Uint8Array() };

/** Lines and pieces in the block; an unfinished last line counts. */
export const countLines = ({ bytes }: Pick<Block, "bytes">): number => lineStarts(bytes).length;

/** What search looks at: the block's bytes, after the end of the piece before. */
export const searchedBytes = ({ carry, bytes }: Pick<Block, "bytes" | "carry">): Uint8Array =>
  carry === null ? bytes : Buffer.concat([carry, bytes]);

/** Cuts a log's unfinished last block with further bytes into full blocks and the new unfinished one (`LIMITS.line` at most, perhaps empty).
    The cuts depend on the log's bytes alone, not on how they arrive. */
export const cutBlocks = (
  tail: Block,
  more: Uint8Array,
): { readonly full: readonly Block[]; readonly tail: Block } => {
  const bytes = tail.bytes.length === 0 ? more : Buffer.concat([tail.bytes, more]);
  const full: Block[] = [];
  let rest: Block = { ...tail, bytes };
  for (let end = blockEnd(rest.bytes); end !== null; end = blockEnd(rest.bytes)) {
    const block = { ...rest, bytes: rest.bytes.subarray(0, end) };
    full.push(block);
    rest = nextBlock(block, rest.bytes.subarray(end));
  }
  return { full, tail: rest };
};

/** The block of these bytes behind one that is full. */
export const nextBlock = (block: Block, bytes: Uint8Array): Block => {
  const offset = block.offset + block.bytes.length;
  if (block.bytes.at(-1) === LF)
    return { first: block.first + countLines(block), offset, carry: null, bytes };
  return { first: block.first, offset, carry: endOf(block.bytes), bytes };
};

/** Length of the block that `bytes` begin with; null while it may still grow. */
const blockEnd = (bytes: Uint8Array): number | null => {
  const window = bytes.subarray(0, BLOCK_BYTES + 1);
  let end = 0;
  let lines = 0;
  for (let lf = window.indexOf(LF); lf !== -1; lf = window.indexOf(LF, end)) {
    end = lf + 1;
    lines++;
    if (lines === BLOCK_LINES) return end;
  }
  if (window.length <= BLOCK_BYTES) return null;
  return end > 0 ? end : characterStart(bytes, BLOCK_BYTES);
};

const endOf = (piece: Uint8Array): Uint8Array =>
  piece.slice(characterStart(piece, piece.length - CARRY_BYTES));

/** The last place up to `at` where no UTF-8 character is torn; `at` itself in what is not UTF-8. */
const characterStart = (bytes: Uint8Array, at: number): number => {
  for (let start = at; start > at - 4; start--) if ((bytes[start]! & 0xc0) !== 0x80) return start;
  return at;
};
