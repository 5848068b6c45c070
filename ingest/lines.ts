import { LF } from "../model/lines.ts";

/** Takes one line without its LF. `whole` is false where only the beginning of a line that is longer than the cap is given.
    The bytes are the caller's for the time of the call. */
type TakeLine = (line: Uint8Array, number: number, whole: boolean) => void;

/** Cuts a stream of bytes into lines, counted from 1; what it holds is never more than one line's cap. */
export class LineCutter {
  readonly #cap: number;
  readonly #take: TakeLine;
  #parts: Uint8Array[] = [];
  #held = 0;
  #begun = false;
  #number = 0;

  constructor(cap: number, take: TakeLine) {
    this.#cap = cap;
    this.#take = take;
  }

  write(bytes: Uint8Array): void {
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
      this.#finish(bytes.subarray(start, end));
      start = end + 1;
    }
    if (start < bytes.length) this.#hold(bytes.subarray(start));
  }

  /** Gives the last line where it has no LF, and the number of lines. */
  end(): number {
    if (this.#begun) this.#finish(new Uint8Array(0));
    return this.#number;
  }

  #hold(bytes: Uint8Array): void {
    this.#begun = true;
    // One byte over the cap is enough to know that the line is too long.
    const room = this.#cap + 1 - this.#held;
    if (room > 0) this.#parts.push(bytes.slice(0, room));
    this.#held += Math.min(bytes.length, room);
  }

  #finish(rest: Uint8Array): void {
    let line = rest;
    if (this.#begun) {
      this.#hold(rest);
      line = this.#parts.length === 1 ? (this.#parts[0] ?? rest) : Buffer.concat(this.#parts);
    }
    this.#parts = [];
    this.#held = 0;
    this.#begun = false;
    const whole = line.length <= this.#cap;
    this.#take(whole ? line : line.subarray(0, this.#cap), ++this.#number, whole);
  }
}
