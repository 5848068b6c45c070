import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { type Block, searchedBytes } from "../../log/blocks.ts";
import { unpack } from "../../log/pack.ts";
import { trigramsOfBlock } from "../../log/trigrams.ts";
import type { BlockFields, RunFields } from "../documents.ts";
import { gramText } from "../schema/grams.ts";
import { ecsOf } from "./heads.ts";
import type { Piece } from "./pieces.ts";

/** As `pack`, on a thread of its own. */
const pack = promisify(zstdCompress);

/** The document of a block. */
export const blockDocument = async (
  run: RunFields,
  log: string,
  { number, block }: Piece,
): Promise<object> => {
  const { first, offset, carry, bytes } = block;
  const content = await pack(bytes);
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
    grams: gramText(trigramsOfBlock(searchedBytes(block))),
  };
};

/** The block that a document was made from. */
export const blockOf = ({ first, offset, carry, content }: BlockFields): Block => ({
  first,
  offset,
  carry: carry === null ? null : Buffer.from(carry, "base64"),
  bytes: unpack(Buffer.from(content, "base64")),
});
