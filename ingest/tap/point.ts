/** A YAML block below a point, its lines without their common indentation. */
export interface Block {
  /** Log line of the `---`. */
  readonly first_line: number;
  /** Log line of the `...`. */
  readonly last_line: number;
  readonly lines: readonly string[];
  /** Log line of each of `lines`: comments of the log may stand between them. */
  readonly numbers: readonly number[];
}

/** A failed point inside a subtest. */
export interface Failure {
  /** Names of the subtests around it, from the outside. */
  readonly path: readonly string[];
  readonly name: string;
  readonly line: number;
}

/** Counts of the points inside a subtest that have no subtest of their own. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly todo: number;
}

export interface Subtest {
  readonly first_line: number;
  readonly last_line: number;
  readonly tally: Tally;
  readonly failures: readonly Failure[];
}

/** A test point with what belongs to it. */
export interface Point {
  readonly ok: boolean;
  readonly name: string;
  /** The number it was given; null for none. */
  readonly number: number | null;
  readonly line: number;
  /** `true` is a directive without a reason. */
  readonly skip: string | boolean;
  readonly todo: string | boolean;
  readonly duration_ms: number | null;
  readonly block: Block | null;
  readonly subtest: Subtest | null;
}
