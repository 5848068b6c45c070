import { findingLeaf, type Leaf } from "./leaf.ts";
import { searchFolded } from "./search.ts";
import { isWhole } from "./token.ts";

/** Costs more than a phrase of the same length. */
const ORDER = 1;

/** Holds where the word stands whatever its case, cutting no token. */
export const wordLeaf = (word: string): Leaf => {
  const search = searchFolded(word);
  return findingLeaf(ORDER - word.length, search.test, (line) => {
    const next = search.in(line);
    return (from) => {
      for (let start = next(from); start !== -1; start = next(start + 1))
        if (isWhole(line, start, start + word.length)) return [start, start + word.length];
      return null;
    };
  });
};
