import { trigramsOf } from "../../log/trigrams.ts";

/** Trigrams as a document has them in `grams`: terms parted by spaces. */
export const gramText = (trigrams: Iterable<number>): string => Array.from(trigrams, gramTerm).join(" ");

/** The term of one trigram. */
export const gramTerm = (trigram: number): string => trigram.toString(36);

/** `gramText` of all trigrams of the texts; none spans two of them. */
export const gramsOfTexts = (texts: readonly (string | null)[]): string =>
  gramText(trigramsOf(Buffer.from(texts.filter((text) => text !== null).join("\n"))));
