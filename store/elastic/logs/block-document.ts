import type { Block } from "../../log/blocks.ts";
import { pack, unpack } from "../../log/pack.ts";
import type { BlockFields, RunFields } from "../documents.ts";
import { ecsOf } from "./heads.ts";
import { lineGrams } from "./line-grams.ts";
import type { Piece } from "./pieces.ts";

/** The document of a block. Packed on this thread: handing over to another costs several times as much for a block. */
export const blockDocument = (run: RunFields, log: string, { number, block }: Piece): object => {
  const { first, offset, carry, bytes } = block;
  const content = Buffer.from(pack(bytes));
  const fields: BlockFields = {
    run: run.run,
    log,
    number,
    first,
    offset,
    bytes: bytes.length,
    carry: carry === null ? null : Buffer.from(carry).toString("base64"),
    content: content.toString("base64"),
  };
  return {
    ...ecsOf(run, log, offset),
    taskotron: fields,
    grams: lineGrams(block),
  };
};

/** The block that a document was made from. */
export const blockOf = ({ first, offset, carry, content }: BlockFields): Block => ({
  first,
  offset,
  carry: carry === null ? null : Buffer.from(carry, "base64"),
  bytes: unpack(Buffer.from(content, "base64")),
});
