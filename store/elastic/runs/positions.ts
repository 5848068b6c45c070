/** Positions as stretches, ascending and apart from each other. */
type Stretch = readonly [first: number, last: number];

/** Positions of a run's results as its document has them: `1-57,60`. */
export class Positions {
  readonly #stretches: readonly Stretch[];

  constructor(text: string) {
    this.#stretches = text === "" ? [] : text.split(",").map(parse);
  }

  get size(): number {
    return this.#stretches.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  has(position: number): boolean {
    return this.#stretches.some(([first, last]) => first <= position && position <= last);
  }

  /** The text of these and the given ones together. */
  with(positions: Iterable<number>): string {
    const more = Array.from(positions, (position): Stretch => [position, position]);
    const all = [...this.#stretches, ...more].sort(([a], [b]) => a - b);
    const joined: [number, number][] = [];
    for (const [first, last] of all) {
      const before = joined.at(-1);
      if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else joined.push([first, last]);
    }
    return joined.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
  }
}

const parse = (text: string): Stretch => {
  const [first = 0, last = first] = text.split("-").map(Number);
  return [first, last];
};
