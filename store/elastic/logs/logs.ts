import type { Log, Seal } from "../../../model/run.ts";
import type { Block } from "../../log/blocks.ts";
import type { Plan } from "../../log/plan.ts";
import type { Line, LogPlace } from "../../store.ts";
import type { LogFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";

/** A block of a log, the unfinished last one included. */
export interface BlockRef {
  readonly run: string;
  readonly log: string;
  readonly number: number;
}

const notYet = async (): Promise<never> => {
  throw new Error("not built yet");
};

/** The logs of runs: heads, which say how far each has arrived, and blocks. */
export class Logs {
  readonly #elastic: Elastic;
  readonly #runs: Pick<Runs, "known">;

  constructor(elastic: Elastic, runs: Pick<Runs, "known">) {
    this.#elastic = elastic;
    this.#runs = runs;
  }

  /** Answers the offset that is expected next. Throws what `Store.appendLog` throws. */
  append(_run: FoundRun, _place: LogPlace, _bytes: Uint8Array): Promise<number> {
    return notYet();
  }

  /** Logs of each run by name, as far as they have arrived. */
  list(_runs: readonly string[]): Promise<ReadonlyMap<string, readonly LogFields[]>> {
    return notYet();
  }

  /** Lets the run take no new logs and artifacts. */
  close(_run: FoundRun): Promise<void> {
    return notYet();
  }

  reopen(_run: FoundRun): Promise<void> {
    return notYet();
  }

  /** Closes the run's logs, which must be those that are sealed, to the byte. Throws `log-gap`, `seal-mismatch`. */
  settle(_run: FoundRun, _sealed: Seal["logs"]): Promise<void> {
    return notYet();
  }

  /** Lines `first` ≤ number < `first + count` as displayed. Throws `not-found`. */
  readLines(
    _run: string,
    _log: string,
    _first: number,
    _count: number,
  ): Promise<{ readonly log: Log; readonly lines: readonly Line[] }> {
    return notYet();
  }

  /** Bytes `start` ≤ offset < `end`, block by block. Throws `not-found`. */
  async *readBytes(_run: string, _log: string, _start: number, _end: number): AsyncGenerator<Uint8Array> {
    await notYet();
  }

  /** Blocks that may hold a matching line, by run, in order of log and number. Sees what was acknowledged before the last refresh. */
  propose(_plan: Plan, _runs: readonly string[]): Promise<ReadonlyMap<string, readonly BlockRef[]>> {
    return notYet();
  }

  /** The blocks in the order asked for, without those that are gone. */
  async *read(_refs: readonly BlockRef[]): AsyncGenerator<Block & Pick<BlockRef, "log">> {
    await notYet();
  }

  /** Removes the bytes of the run's logs, and keeps what is known of them. */
  expire(_run: string): Promise<void> {
    return notYet();
  }

  /** Removes all that there is of the run's logs. */
  remove(_run: string): Promise<void> {
    return notYet();
  }
}
