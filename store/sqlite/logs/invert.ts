/** Trigrams sorted at a time, so that their counters stay in the processor's cache. */
const RANGE = 1 << 20;
const TRIGRAMS = 1 << 24;

/** Tells for each trigram, ascending, in which of the ascending sets it is: a counting sort. The array of indices is good until the next. */
export function* invert(sets: readonly Uint32Array[]): Generator<readonly [number, Uint16Array]> {
  const cursors = new Uint32Array(sets.length);
  const ends = new Uint32Array(RANGE);
  for (let base = 0; base < TRIGRAMS; base += RANGE) {
    ends.fill(0);
    const starts = cursors.slice();
    const total = count({ sets, base, cursors, ends });
    if (total === 0) continue;
    const indices = place({ sets, base, starts, cursors, ends, total });
    let start = 0;
    for (let at = 0; at < RANGE; at++) {
      const end = ends[at]!;
      if (end > start) yield [base + at, indices.subarray(start, end)];
      start = end;
    }
  }
}

interface Range {
  readonly sets: readonly Uint32Array[];
  readonly base: number;
  /** How far each set has been read. */
  readonly cursors: Uint32Array;
  readonly ends: Uint32Array;
}

/** Counts the range's trigrams, then turns the counts into where each one's indices begin. */
const count = ({ sets, base, cursors, ends }: Range): number => {
  for (const [index, set] of sets.entries()) {
    let cursor = cursors[index]!;
    for (; cursor < set.length && set[cursor]! < base + RANGE; cursor++) ends[set[cursor]! - base]!++;
    cursors[index] = cursor;
  }
  let total = 0;
  for (let at = 0; at < RANGE; at++) {
    const here = ends[at]!;
    ends[at] = total;
    total += here;
  }
  return total;
};

/** Puts the sets' indices where they belong; each beginning thereby moves to its end. */
const place = (range: Range & { readonly starts: Uint32Array; readonly total: number }): Uint16Array => {
  const { sets, base, starts, cursors, ends } = range;
  const indices = new Uint16Array(range.total);
  for (const [index, set] of sets.entries())
    for (let cursor = starts[index]!; cursor < cursors[index]!; cursor++)
      indices[ends[set[cursor]! - base]!++] = index;
  return indices;
};
