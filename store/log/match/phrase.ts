import { findingLeaf, type Leaf } from "./leaf.ts";

/** Holds where the line has exactly these characters. */
export const phraseLeaf = (phrase: string): Leaf => {
  const test = (line: string): boolean => line.includes(phrase);
  const leaf = findingLeaf(-phrase.length, test, (line) => (from) => {
    const start = line.indexOf(phrase, from);
    return start === -1 ? null : [start, start + phrase.length];
  });
  return { ...leaf, test };
};
