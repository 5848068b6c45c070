import { trigramsOf } from "../../log/trigrams.ts";

/** Six bits of a trigram as a letter: four letters make a term. */
const LETTERS = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

const SPACE = 0x20;

/** Trigrams as a document has them in `grams`: terms parted by spaces. */
export const gramText = (trigrams: Uint32Array): string => {
  const text = Buffer.allocUnsafe(5 * trigrams.length);
  let end = 0;
  for (const trigram of trigrams) {
    for (let shift = 18; shift >= 0; shift -= 6) text[end++] = LETTERS[(trigram >>> shift) & 63]!;
    text[end++] = SPACE;
  }
  return text.toString("latin1", 0, Math.max(0, end - 1));
};

/** The term of one trigram. */
export const gramTerm = (trigram: number): string => gramText(Uint32Array.of(trigram));

/** `gramText` of all trigrams of the texts; none spans two of them. */
export const gramsOfTexts = (texts: readonly (string | null)[]): string =>
  gramText(trigramsOf(Buffer.from(texts.filter((text) => text !== null).join("\n"))));
