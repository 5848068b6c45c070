import { styleText } from "node:util";
import type { Outcome } from "../model/outcome.ts";

// C0, C1, DEL, and the characters that reorder text: all that could move a cursor, ring, or show one thing and mean another
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Task output made harmless for a terminal: unsafe characters appear as `\x1b`. Tabs and newlines stay. */
export const safeText = (text: string): string =>
  text.replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0);
    return code < 256
      ? `\\x${code.toString(16).padStart(2, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });

type Style = Parameters<typeof styleText>[0];

/** Styles text for stdout: plain in a pipe, with `NO_COLOR`, or where the terminal has none. */
export const paint = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });

const LOOKS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  PASSED: ["✓", "green"],
  INFO: ["i", "blue"],
  FAILED: ["✗", "red"],
  NEEDS_INSPECTION: ["?", "yellow"],
  ABORTED: ["⊘", "magenta"],
  CRASHED: ["!", "magenta"],
  SKIPPED: ["–", "gray"],
  TODO: ["–", "gray"],
};

/** An outcome as glyph and word, coloured on a terminal, padded to one width. */
export const outcomeText = (outcome: Outcome | null): string => {
  const [glyph, style] = LOOKS[outcome ?? "TODO"];
  return paint(style, `${glyph} ${(outcome ?? "none").padEnd(16)}`);
};

/** Prints a message for people, to stderr. */
export const say = (message: string): void => {
  process.stderr.write(`${message}\n`);
};

/** Prints data, to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Columns below a heading row: text to the left, columns of numbers to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const columns = (rows[0] ?? []).map((_, column) => {
    const cells = rows.map((row) => row[column] ?? "");
    return {
      width: Math.max(...cells.map(width)),
      numeric: cells.slice(1).every((cell) => /^[\d.,%–() -]+$/.test(cell)),
    };
  });
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, columns[column] ?? { width: 0, numeric: false }))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const padded = (cell: string, column: { readonly width: number; readonly numeric: boolean }): string => {
  const pad = " ".repeat(Math.max(0, column.width - width(cell)));
  return column.numeric ? pad + cell : cell + pad;
};

const width = (text: string): number => text.replace(/\x1b\[[\d;]*m/g, "").length;
