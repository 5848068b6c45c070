import { stripAnsi } from "../model/lines.ts";

const MAX_NAME = 1024;
const MAX_NOTE = 4096;

const CONTROLS = /[\x00-\x1f\x7f]+/g;

/** A text from a task's output as a name: one line, no control characters, no longer than a name may be. Null for an empty one. */
export const asName = (text: string | null | undefined): string | null => oneLine(text, MAX_NAME);

/** The same for a note, which may be longer. */
export const asNote = (text: string | null | undefined): string | null => oneLine(text, MAX_NOTE);

const oneLine = (text: string | null | undefined, limit: number): string | null => {
  const line = stripAnsi(text ?? "")
    .replace(CONTROLS, " ")
    .trim()
    .toWellFormed();
  if (line === "") return null;
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}…` : line;
};
