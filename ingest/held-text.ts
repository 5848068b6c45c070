import { LIMITS } from "../model/limits.ts";

/** What several tests printed while they run: of each no more than `LIMITS.failureText` characters, and of all no more than `LIMITS.resultFile`. */
export class HeldTexts<Key> {
  readonly #texts = new Map<Key, string>();
  #size = 0;

  add(key: Key, text: string): void {
    const held = this.#texts.get(key) ?? "";
    const room = Math.min(LIMITS.failureText - held.length, LIMITS.resultFile - this.#size);
    if (room <= 0) return;
    const piece = text.slice(0, room);
    this.#size += piece.length;
    this.#texts.set(key, held + piece);
  }

  /** Gives a test's text and forgets it; empty for none. */
  take(key: Key): string {
    const text = this.#texts.get(key) ?? "";
    this.#texts.delete(key);
    this.#size -= text.length;
    return text;
  }
}
