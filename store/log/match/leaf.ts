/** Places of one condition that are highlighted in one line. */
const MOST = 1000;

export type Highlight = [start: number, end: number];

/** Decides on one line by one text condition. */
export interface Leaf {
  /** Which of several to ask first: what costs little and seldom holds comes first. */
  readonly order: number;
  readonly test: (line: string) => boolean;
  /** Every place where it holds, ascending, not overlapping. */
  readonly highlights: (line: string) => Highlight[];
}

/** The first place at or after `from`; null for none. */
export type Find = (from: number) => Highlight | null;

/** A leaf that looks through a line place by place. `mayHold` rules out lines cheaply. */
export const findingLeaf = (
  order: number,
  mayHold: (line: string) => boolean,
  findIn: (line: string) => Find,
): Leaf => ({
  order,
  test: (line) => mayHold(line) && findIn(line)(0) !== null,
  highlights: (line) => {
    const find = findIn(line);
    const found: Highlight[] = [];
    for (
      let place = find(0);
      place !== null && found.length < MOST;
      place = find(Math.max(place[1], place[0] + 1))
    )
      found.push(place);
    return found;
  },
});
