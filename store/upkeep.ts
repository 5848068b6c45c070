/** What a backup holds. */
export interface Contents {
  readonly runs: number;
  readonly results: number;
  /** Bytes of logs as tasks printed them. */
  readonly log_bytes: number;
}

/** One thing that was looked at: `ok` in order, `repaired` was not and is now, `wrong` is not. */
export interface Examined {
  readonly name: string;
  readonly verdict: "ok" | "repaired" | "wrong";
  /** What was found, in a line. */
  readonly detail: string;
}

export interface ExamineOptions {
  /** Corrects what follows from other data. */
  readonly repair: boolean;
  /** Reads every log and compares it with its sha256. */
  readonly deep: boolean;
  readonly signal: AbortSignal;
}

/** What an operator does with a store as a whole, while servers go on using it. */
export interface Upkeep extends AsyncDisposable {
  /** Copies all that is acknowledged, and opens and checks the copy before it counts. `target` is a new folder, or for Elasticsearch the place of a
      repository of snapshots. `onProgress` is told what is done, in words. Throws `bad-value` for a target that is taken, `disk-full`, `store`. */
  backup(target: string, onProgress: (text: string) => void): Promise<Contents>;

  /** Puts a backup where no store is yet. Throws `bad-value` for a store that holds runs, and for a source that is no backup. */
  restore(source: string, onProgress: (text: string) => void): Promise<Contents>;

  /** Looks for what must not be, one thing after another. */
  examine(options: ExamineOptions): AsyncIterable<Examined>;
}
