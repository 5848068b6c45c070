import { nextBlock } from "../../log/blocks.ts";
import { logRefusal } from "../../record/logs-sealed.ts";
import { AppError } from "../../../model/errors.ts";
import type { BlockFields } from "../documents.ts";
import { blockOf } from "./block-document.ts";
import { endOf, type Piece } from "./pieces.ts";

/** Compares a block that could not be written with what another wrote there, of which nothing is acknowledged yet: a writer that is under way
    or was killed. Null when all its bytes are there; else what is still to be written, behind a block that the other, who knew more of the
    log, had cut. Throws `log-conflict`. */
export const missingOf = (log: string, piece: Piece, stored: BlockFields | undefined): Piece | null => {
  if (stored === undefined)
    throw new AppError("busy", `log ${log} is being removed or changed; try again`, { log });
  const { block } = piece;
  const there = blockOf(stored);
  const common = Math.min(there.bytes.length, block.bytes.length);
  const isSame =
    there.offset === block.offset &&
    Buffer.compare(there.bytes.subarray(0, common), block.bytes.subarray(0, common)) === 0;
  if (!isSame || (common < block.bytes.length && piece.isFull))
    throw logRefusal(
      "log-conflict",
      log,
      `another sender has sent other bytes from offset ${block.offset} on`,
    );
  if (common === block.bytes.length) return null;
  const rest = nextBlock(there, block.bytes.subarray(common));
  return { number: piece.number + 1, block: rest, isFull: false };
};

/** The bytes of a log's unfinished block from an offset on; null where they begin before it. */
export const inTail = (tail: Piece, offset: number, length: number): Uint8Array | null =>
  offset >= tail.block.offset && offset + length <= endOf(tail)
    ? tail.block.bytes.subarray(offset - tail.block.offset, offset - tail.block.offset + length)
    : null;
