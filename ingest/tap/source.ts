import { displayLine } from "../../model/lines.ts";

/** What no line of tap-parser may hold: it takes each of them for a line's end. */
const LINE_ENDS = /[\r\u2028\u2029]/g;

/** The line that the parser is at: what tap-parser itself does not tell. */
export class Source {
  number = 0;
  /** YAML blocks that are open, at any depth of subtests. */
  open = 0;
  #text = "";
  #trimmed = "";

  /** Goes to a line and gives it as tap-parser takes it. */
  enter(bytes: Uint8Array, number: number): string {
    this.number = number;
    this.#text = displayLine(bytes);
    this.#trimmed = this.#text.trimEnd();
    return `${this.#trimmed.replace(LINE_ENDS, " ")}\n`;
  }

  /** The line's own text from where `part` begins in it: tap-parser gives lines without the indentation of subtests. */
  tail(part: string): string {
    return this.#text.slice(Math.max(0, this.#trimmed.length - part.length));
  }
}
