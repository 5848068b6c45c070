import { decodeSet, encodeSet } from "../../log/sets.ts";

/** Bytes of one bit for each block of a segment. */
const bitmapBytes = (size: number): number => (size + 7) >>> 3;

/** Stores which of a segment's `size` blocks have a trigram: as distances, or as a bitmap where that is not longer. The length tells which. */
export const encodePosting = (blocks: Uint16Array | Uint32Array, size: number): Uint8Array => {
  if (blocks.length < bitmapBytes(size)) {
    const distances = encodeSet(blocks);
    if (distances.length < bitmapBytes(size)) return distances;
  }
  return toBitmap(blocks, size);
};

/** Reads what `encodePosting` stored, as a bitmap. */
export const decodePosting = (bytes: Uint8Array, size: number): Uint8Array =>
  bytes.length === bitmapBytes(size) ? bytes : toBitmap(decodeSet(bytes), size);

const toBitmap = (blocks: Uint16Array | Uint32Array, size: number): Uint8Array => {
  const bits = new Uint8Array(bitmapBytes(size));
  for (const block of blocks) bits[block >>> 3]! |= 1 << (block & 7);
  return bits;
};
