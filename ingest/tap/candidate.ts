const SPACE = 0x20;
const TAB = 0x09;
const DOT = 0x2e;

/** How lines of TAP begin that are not plans, in lower case. */
const BEGINNINGS = ["ok", "not ok", "tap version ", "bail out!", "pragma ", "# subtest", "---", "{", "}"].map(
  (word) => Buffer.from(word),
);

/** Whether a line may be one of TAP outside a YAML block, told by its first bytes. Comments that open no subtest are not: they
    belong to the log alone. */
export const mayBeTap = (line: Uint8Array): boolean => {
  const start = indentation(line);
  return isDigit(line[start]) ? isPlan(line, start) : BEGINNINGS.some((word) => begins(line, start, word));
};

/** Number of spaces and tabs that the line begins with. */
export const indentation = (line: Uint8Array): number => {
  let at = 0;
  while (line[at] === SPACE || line[at] === TAB) at++;
  return at;
};

const begins = (line: Uint8Array, start: number, word: Uint8Array): boolean => {
  for (let at = 0; at < word.length; at++) if (lower(line[start + at]) !== word[at]) return false;
  return true;
};

const lower = (byte: number | undefined): number | undefined =>
  byte !== undefined && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Digits and two dots. */
const isPlan = (line: Uint8Array, start: number): boolean => {
  let at = start;
  while (isDigit(line[at])) at++;
  return line[at] === DOT && line[at + 1] === DOT;
};
