import { displayLine, lineStarts, stripAnsi, LF } from "../../../model/lines.ts";

/** The lines of a log as search sees them, by the rule of `model/lines.ts` and nothing else. */
export const naiveLines = (bytes: Uint8Array): string[] => {
  const starts = lineStarts(bytes);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? bytes.length;
    return stripAnsi(displayLine(bytes.subarray(start, bytes[end - 1] === LF ? end - 1 : end)));
  });
};
