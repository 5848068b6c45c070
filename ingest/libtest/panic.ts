import type { Finding } from "../../model/finding.ts";
import { asNote } from "../words.ts";

const PLACE = /panicked at (?:'(.*)', )?([^\s']+:\d+:\d+):?$/;

/** Where the message of a panic ends. */
const END = /^(?:stack backtrace:|note: |$)/;

/** What a failed test printed, as one finding: the panic's message and its place, or the first line. `line` is that of the first line. */
export const readPanic = (output: string, line: number): Finding | null => {
  const lines = output.split("\n");
  const at = lines.findIndex((text) => PLACE.test(text));
  const [, quoted, place = null] = PLACE.exec(lines[at] ?? "") ?? [];
  const below = lines.slice(at + 1);
  const end = below.findIndex((text) => END.test(text));
  const message =
    quoted ??
    (place === null
      ? lines.find((text) => text.trim() !== "")
      : below
          .slice(0, end === -1 ? 1 : end)
          .map((text) => text.trim())
          .join(" "));
  const note = asNote(message);
  return note === null
    ? null
    : { severity: "error", tag: null, message: note, subject: place, line: line + Math.max(0, at) };
};
