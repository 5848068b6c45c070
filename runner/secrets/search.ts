import { SHORTEST } from "./spellings.ts";

/** A part of some bytes, from `start` up to but not including `end`. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** Finds many words in bytes at once, by the method of Wu and Manber: the last two bytes of a window as long as the shortest word say how far the
    window can be moved on. Words have at least `SHORTEST` bytes. */
export class Search {
  readonly #longest: number;
  readonly #shift = new Uint8Array(1 << 16).fill(SHORTEST - 1);
  /** Words by the two bytes that end their first window, longest first. */
  readonly #byWindow = new Map<number, Uint8Array[]>();
  /** Words by their first two bytes, and whether there are any. */
  readonly #byStart = new Map<number, Uint8Array[]>();
  readonly #isStart = new Uint8Array(1 << 16);
  readonly #firstBytes: ReadonlySet<number>;

  constructor(words: readonly Uint8Array[]) {
    const ordered = words.toSorted((a, b) => b.length - a.length);
    this.#longest = ordered[0]?.length ?? 0;
    this.#firstBytes = new Set(words.map((word) => word[0] ?? 0));
    for (const word of ordered) {
      for (let at = 1; at < SHORTEST; at++) {
        const pair = pairAt(word, at);
        this.#shift[pair] = Math.min(this.#shift[pair] ?? 0, SHORTEST - 1 - at);
      }
      add(this.#byWindow, pairAt(word, SHORTEST - 1), word);
      add(this.#byStart, pairAt(word, 1), word);
      this.#isStart[pairAt(word, 1)] = 1;
    }
  }

  /** The first place at or after `from` that is a word; the longest one there. */
  next(bytes: Uint8Array, from: number): Place | null {
    for (let at = from + SHORTEST - 1; at < bytes.length;) {
      const pair = pairAt(bytes, at);
      const shift = this.#shift[pair] ?? 0;
      if (shift === 0) {
        const start = at - SHORTEST + 1;
        const word = this.#byWindow.get(pair)?.find((one) => isAt(bytes, start, one, one.length));
        if (word) return { start, end: start + word.length };
      }
      at += shift || 1;
    }
    return null;
  }

  /** Where the bytes may go on as a word: the first place from which all the rest is the beginning of one, and not all of it; the end if there is none. */
  partial(bytes: Uint8Array): number {
    const last = bytes.length - 1;
    for (let start = Math.max(0, bytes.length - this.#longest + 1); start < last; start++) {
      const pair = pairAt(bytes, start + 1);
      if (this.#isStart[pair] === 1 && this.#goesOn(bytes, start, pair)) return start;
    }
    return this.#firstBytes.has(bytes[last] ?? -1) ? last : bytes.length;
  }

  #goesOn(bytes: Uint8Array, start: number, pair: number): boolean {
    const rest = bytes.length - start;
    const words = this.#byStart.get(pair) ?? [];
    return words.some((word) => word.length > rest && isAt(bytes, start, word, rest));
  }
}

const pairAt = (bytes: Uint8Array, at: number): number => ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);

const add = (map: Map<number, Uint8Array[]>, key: number, word: Uint8Array): void => {
  const words = map.get(key);
  if (words) words.push(word);
  else map.set(key, [word]);
};

/** Whether the first `length` bytes of the word are there. */
const isAt = (bytes: Uint8Array, start: number, word: Uint8Array, length: number): boolean => {
  if (start + length > bytes.length) return false;
  for (let at = 0; at < length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
};
