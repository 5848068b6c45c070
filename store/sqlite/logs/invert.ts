/** Trigrams sorted at a time, so that their counters stay in the processor's cache. */
const RANGE = 1 << 20;
const TRIGRAMS = 1 << 24;

/** Part of each set: its trigrams from `base` on, at `starts` ≤ index < `ends`. */
interface Parts {
  readonly sets: readonly Uint32Array[];
  readonly base: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Tells for each trigram, ascending, in which of the ascending sets it is: a counting sort. The array of indices is good until the next. */
export function* invert(sets: readonly Uint32Array[]): Generator<readonly [number, Uint16Array]> {
  const places = new Uint32Array(RANGE);
  let starts = new Uint32Array(sets.length);
  for (let base = 0; base < TRIGRAMS; base += RANGE) {
    const ends = starts.map((start, at) => firstFrom(sets[at]!, start, base + RANGE));
    const total = ends.reduce((sum, end, at) => sum + end - starts[at]!, 0);
    const parts = { sets, base, starts, ends };
    starts = ends;
    if (total === 0) continue;
    count(parts, places);
    const indices = place(parts, places, new Uint16Array(total));
    let start = 0;
    for (let at = 0; at < RANGE; at++) {
      const end = places[at]!;
      if (end > start) yield [base + at, indices.subarray(start, end)];
      start = end;
    }
  }
}

const firstFrom = (set: Uint32Array, from: number, value: number): number => {
  let at = from;
  while (at < set.length && set[at]! < value) at++;
  return at;
};

/** Counts the trigrams, then turns the counts into where each one's indices begin. */
const count = ({ sets, base, starts, ends }: Parts, places: Uint32Array): void => {
  places.fill(0);
  for (const [index, set] of sets.entries())
    for (let at = starts[index]!; at < ends[index]!; at++) places[set[at]! - base]!++;
  let total = 0;
  for (let at = 0; at < RANGE; at++) {
    const here = places[at]!;
    places[at] = total;
    total += here;
  }
};

/** Puts the sets' indices where they belong; each beginning thereby moves to its end. */
const place = ({ sets, base, starts, ends }: Parts, places: Uint32Array, into: Uint16Array): Uint16Array => {
  for (const [index, set] of sets.entries())
    for (let at = starts[index]!; at < ends[index]!; at++) into[places[set[at]! - base]!++] = index;
  return into;
};
