import { displayLine } from "../../model/lines.ts";

/** What no line of tap-parser may hold: it takes each of them for a line's end. */
const LINE_ENDS = /[\r\u2028\u2029]/g;

/** The line that the parser is at: what tap-parser itself does not tell. */
export class Source {
  number = 0;
  /** YAML blocks that are open, at any depth of subtests. */
  open = 0;
  /** The line as displayed. */
  text = "";

  /** Goes to a line and gives it as tap-parser takes it. */
  enter(bytes: Uint8Array, number: number): string {
    this.number = number;
    this.text = displayLine(bytes);
    return `${this.text.trimEnd().replace(LINE_ENDS, " ")}\n`;
  }
}
