/** The one line-splitting rule: LF ends a line; the last line may lack it. Lines are counted from 1. */
export const LF = 0x0a;

const CR = 0x0d;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** CSI, OSC (ended by BEL or ST), and two-byte escapes; what remains of a broken sequence stays visible. */
export const ANSI = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])/g;

/** A line's bytes without its LF as shown to people: a CR before the LF dropped, invalid UTF-8 as U+FFFD. */
export const displayLine = (bytes: Uint8Array): string =>
  decoder.decode(bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes);

/** A displayed line as search, highlights and fingerprints see it: without ANSI sequences. */
export const stripAnsi = (line: string): string => (line.includes("\x1b") ? line.replace(ANSI, "") : line);

/** Start offsets of the lines in `bytes`; a final LF starts no further line. */
export const lineStarts = (bytes: Uint8Array): number[] => {
  const starts = bytes.length === 0 ? [] : [0];
  for (let at = bytes.indexOf(LF); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(LF, at + 1))
    starts.push(at + 1);
  return starts;
};
