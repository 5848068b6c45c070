import { isUtf8 } from "node:buffer";
import { LF } from "../../model/lines.ts";
import { searchText } from "./text.ts";

const CR = 0x0d;
const ESC = 0x1b;

/** Folds bytes to ranks below 103 that keep the order of the folded bytes; so three ranks fit 21 bits and a set of them is 256 KiB. */
const RANK = new Uint8Array(256);
/** The folded byte of a rank. */
const BYTE = new Uint8Array(128);
const LF_RANK = 127;
for (let byte = 0; byte < 256; byte++) {
  const folded = byte >= 0x80 ? 0x80 : byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  const rank = folded > 0x5a ? folded - 26 : folded;
  RANK[byte] = rank;
  BYTE[rank] = folded;
}
RANK[LF] = LF_RANK;

/** One bit for each trigram of ranks, and one bit for each word of those; all clear between calls. */
const seen = new Int32Array(1 << 16);
const touched = new Int32Array(1 << 11);

/** Distinct byte trigrams of UTF-8 text as search sees it, ascending: `b0 << 16 | b1 << 8 | b2`. ASCII letters are lower-cased,
    bytes from 0x80 count as 0x80, none spans an LF. */
export const trigramsOf = (utf8: Uint8Array): Uint32Array => {
  mark(utf8);
  return collect();
};

/** Distinct trigrams of the lines that a block's bytes show. */
export const trigramsOfBlock = (bytes: Uint8Array): Uint32Array =>
  trigramsOf(isAsShown(bytes) ? bytes : Buffer.from(searchText(bytes)));

const isAsShown = (bytes: Uint8Array): boolean =>
  isUtf8(bytes) && !bytes.includes(CR) && !bytes.includes(ESC);

let found = 0;

const mark = (utf8: Uint8Array): void => {
  found = 0;
  let ranks = (LF_RANK << 7) | LF_RANK;
  for (let at = 0; at < utf8.length; at++) {
    ranks = ((ranks << 7) | RANK[utf8[at]!]!) & 0x1fffff;
    const word = ranks >>> 5;
    const bit = 1 << (ranks & 31);
    const before = seen[word]!;
    if ((before & bit) !== 0) continue;
    seen[word] = before | bit;
    touched[word >>> 5]! |= 1 << (word & 31);
    found++;
  }
};

/** Takes the marked trigrams out in order and clears the marks, visiting only words that have any. */
const collect = (): Uint32Array => {
  const trigrams = new Uint32Array(found);
  let count = 0;
  for (let group = 0; group < touched.length; group++)
    for (let words = touched[group]!; words !== 0; words &= words - 1) {
      const word = (group << 5) | lowestBit(words);
      for (let bits = seen[word]!; bits !== 0; bits &= bits - 1) {
        const trigram = unfold((word << 5) | lowestBit(bits));
        if (trigram !== null) trigrams[count++] = trigram;
      }
      seen[word] = 0;
      touched[group]! &= ~(1 << (word & 31));
    }
  return trigrams.slice(0, count);
};

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** The trigram of three ranks; null where one is an LF. */
const unfold = (ranks: number): number | null => {
  const [first, second, third] = [ranks >>> 14, (ranks >>> 7) & 127, ranks & 127];
  if (first === LF_RANK || second === LF_RANK || third === LF_RANK) return null;
  return (BYTE[first]! << 16) | (BYTE[second]! << 8) | BYTE[third]!;
};
