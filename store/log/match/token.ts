const TOKEN = /[\p{L}\p{N}_]/u;

/** Which ASCII characters belong to tokens. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => (TOKEN.test(String.fromCharCode(code)) ? 1 : 0));

/** Whether the character at `at` belongs to a token: a letter, digit or `_`. False outside of the line. */
const isTokenAt = (line: string, at: number): boolean => {
  const code = line.charCodeAt(at);
  if (code < 128) return ASCII[code] === 1;
  return at < line.length && TOKEN.test(String.fromCodePoint(line.codePointAt(at) ?? 0));
};

const isTokenBefore = (line: string, at: number): boolean => {
  if (at === 0) return false;
  const isPair = at > 1 && isLow(line.charCodeAt(at - 1)) && isHigh(line.charCodeAt(at - 2));
  return isTokenAt(line, isPair ? at - 2 : at - 1);
};

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** Whether a token goes on to the left of what begins at `at` with a character of it. */
export const cutsBefore = (line: string, at: number): boolean =>
  isTokenAt(line, at) && isTokenBefore(line, at);

/** Whether a token goes on to the right of what ends at `at` with a character of it. */
export const cutsAfter = (line: string, at: number): boolean =>
  isTokenBefore(line, at) && isTokenAt(line, at);

/** Whether [start, end) begins and ends where tokens do, or with other characters. */
export const isWhole = (line: string, start: number, end: number): boolean =>
  !cutsBefore(line, start) && !cutsAfter(line, end);
