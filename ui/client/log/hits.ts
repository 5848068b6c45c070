import type { FindAnswer } from "../../../model/answer/log.ts";
import { withQuery } from "../../address.ts";

const LIMIT = 1000;

/** Asks for a text in the whole log. Throws when the server does not answer. */
export const findText = async (log: string, text: string): Promise<FindAnswer> => {
  const answer = await fetch(withQuery(`/api/v1${log}/find`, { q: text, limit: LIMIT }));
  if (!answer.ok) throw new Error(`the search failed (${answer.status})`);
  return (await answer.json()) as FindAnswer;
};

/** Walks lines up and down, round at the ends. */
export class Walk {
  readonly lines: readonly number[];
  #at = -1;

  constructor(lines: readonly number[]) {
    this.lines = lines;
  }

  /** The place in the walk, from 1; 0 before the first step. */
  get place(): number {
    return this.#at + 1;
  }

  /** The next line in this direction, seen from a line when that one is marked. Null where there is none at all. */
  step(by: 1 | -1, from: number | null): number | null {
    if (this.lines.length === 0) return null;
    if (from === null || this.lines[this.#at] === from)
      this.#at = (this.#at + by + this.lines.length) % this.lines.length;
    else {
      const after = this.lines.findIndex((line) => line > from);
      const start = after === -1 ? this.lines.length : after;
      const before = this.lines[start - 1] === from ? start - 2 : start - 1;
      this.#at = (by > 0 ? start : before + this.lines.length) % this.lines.length;
    }
    return this.lines[this.#at] ?? null;
  }
}
