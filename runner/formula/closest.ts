/** The candidate that a mistyped word most probably meant; null when none is near. */
export const closest = (word: string, candidates: readonly string[]): string | null => {
  const ranked = candidates
    .map((candidate) => [distance(word.toLowerCase(), candidate.toLowerCase()), candidate] as const)
    .sort((a, b) => a[0] - b[0]);
  const best = ranked[0];
  return best && best[0] <= Math.max(1, Math.floor(word.length / 3)) ? best[1] : null;
};

/** `; did you mean "x"?` where a candidate is near, else the list of all. */
export const didYouMean = (word: string, candidates: readonly string[]): string => {
  const near = closest(word, candidates);
  return near === null
    ? `; known are ${candidates.join(", ")}`
    : `; did you mean "${near}"? Known are ${candidates.join(", ")}`;
};

/** Levenshtein's distance, one row at a time. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (next[j - 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};
