/** Knows in which month each run was created, and so where everything of it is. What it answered once it remembers. */
export interface Directory {
  /** The month of the run; null for one that nobody has put. */
  find(run: string): Promise<string | null>;

  /** The months of those runs that there are. */
  findMany(runs: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** Claims a month for a new run and answers the one that is in force: the first claim wins. */
  claim(run: string, month: string): Promise<string>;
}
