import { fold, isAscii } from "./fold.ts";

/** Finds a text in lines, whatever the case of either. */
export interface Search {
  readonly test: (line: string) => boolean;
  /** Where it first stands in the line at or after a place; -1 for nowhere. */
  readonly in: (line: string) => (from: number) => number;
}

/** For ASCII the engine's own case-blind search, which keeps ASCII apart from other characters as `fold` does, and needs no folded copy of
    the line. Its pattern is plain text, so its time is linear. */
export const searchFolded = (text: string): Search => {
  if (!isAscii(text)) {
    const wanted = fold(text);
    const findIn: Search["in"] = (line) => {
      const folded = isAscii(line) ? "" : fold(line);
      return (from) => folded.indexOf(wanted, from);
    };
    return { test: (line) => findIn(line)(0) !== -1, in: findIn };
  }
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const first = new RegExp(escaped, "i");
  const next = new RegExp(escaped, "gi");
  return {
    test: (line) => first.test(line),
    in: (line) => (from) => {
      next.lastIndex = from;
      return next.exec(line)?.index ?? -1;
    },
  };
};
