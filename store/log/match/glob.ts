import { fold } from "./fold.ts";
import { findingLeaf, type Highlight, type Leaf } from "./leaf.ts";
import { searchFolded } from "./search.ts";
import { cutsAfter, cutsBefore } from "./token.ts";

/** Costs more than a word. */
const ORDER = 100;

/** Holds where a token fits the pattern whatever its case: `*` stands for any of its characters, `?` for one. With punctuation in the
    pattern the token is what stands between spaces. The wildcards stand for themselves too, so that a pasted line finds itself. */
export const globLeaf = (pattern: string): Leaf => {
  const token = /^[\p{L}\p{N}_*?]+$/u.test(pattern) ? /[\p{L}\p{N}_*?]+/gu : /\S+/g;
  const pieces = fold(pattern).split("*");
  const literals = pattern.split(/[*?]/).filter((text) => text !== "");
  const searches = literals.map(searchFolded);
  const mayHold = (line: string): boolean => searches.every(({ test }) => test(line));
  return findingLeaf(ORDER - literals.join("").length, mayHold, (line) => {
    const folded = fold(line);
    return (from) => {
      token.lastIndex = from;
      for (let found = token.exec(folded); found !== null; found = token.exec(folded)) {
        const place = fit(folded.slice(0, token.lastIndex), found.index, pieces);
        if (place !== null) return place;
      }
      return null;
    };
  });
};

/** The first stretch from `from` on that has the pieces in order, anything between them, and cuts no token at an end that is no `*`. To
    take each piece as early as it comes never rules out a later one, so one pass decides. */
const fit = (line: string, from: number, pieces: readonly string[]): Highlight | null => {
  let start = from;
  let end = from;
  const last = pieces.length - 1;
  for (const [index, piece] of pieces.entries()) {
    if (piece === "") continue;
    let at = findPiece(line, piece, end);
    while (
      at !== -1 &&
      ((index === 0 && cutsBefore(line, at)) || (index === last && cutsAfter(line, at + piece.length)))
    )
      at = findPiece(line, piece, at + 1);
    if (at === -1) return null;
    if (index === 0) start = at;
    end = at + piece.length;
  }
  return [start, pieces[last] === "" ? line.length : end];
};

/** Where the piece first stands at or after `from`, `?` being any character; -1 for nowhere. */
const findPiece = (line: string, piece: string, from: number): number => {
  if (!piece.includes("?")) return line.indexOf(piece, from);
  for (let at = from; at + piece.length <= line.length; at++) if (standsAt(line, piece, at)) return at;
  return -1;
};

const standsAt = (line: string, piece: string, at: number): boolean => {
  for (let index = 0; index < piece.length; index++)
    if (piece[index] !== "?" && piece[index] !== line[at + index]) return false;
  return true;
};
