import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../../model/errors.ts";
import type { Log, Seal } from "../../../model/run.ts";
import type { Block } from "../../log/blocks.ts";
import type { FoundLine, LineMatcher } from "../../log/find.ts";
import { findInBlock, toldOnce } from "../../log/find.ts";
import type { Plan } from "../../log/plan.ts";
import type { Line } from "../../store.ts";
import { BlockTable } from "./block-table.ts";
import { LogIndex } from "./log-index.ts";
import type { LogRow } from "./log-table.ts";
import { LogTable } from "./log-table.ts";
import { LogReader } from "./reader.ts";
import type { LogKey, LogPlace } from "./writer.ts";
import { LogWriter } from "./writer.ts";

/** A part of a log that may hold a matching line: a full block, or all from an offset on, where the unfinished last block begins. */
export type BlockRef =
  | { readonly kind: "block"; readonly log: number; readonly block: number }
  | { readonly kind: "tail"; readonly log: number; readonly offset: number };

export interface RunLine extends FoundLine {
  /** Name of the log. */
  readonly log: string;
}

interface LogOptions {
  /** Blocks that are indexed together. */
  readonly segmentBlocks?: number;
}

const SEGMENT_BLOCKS = 2048;

/** The logs of the embedded store, in the tables of `LOG_SCHEMA`. Runs are known by their key. What writes belongs inside the caller's
    transaction; after a rollback the caller calls `forget`. */
export class Logs {
  readonly #db: DatabaseSync;
  readonly #logs: LogTable;
  readonly #blocks: BlockTable;
  readonly #index: LogIndex;
  readonly #reader: LogReader;
  readonly #writer: LogWriter;

  constructor(db: DatabaseSync, { segmentBlocks = SEGMENT_BLOCKS }: LogOptions = {}) {
    this.#db = db;
    this.#logs = new LogTable(db);
    this.#blocks = new BlockTable(db);
    this.#index = new LogIndex(db, segmentBlocks);
    this.#reader = new LogReader(this.#logs, this.#blocks);
    this.#writer = new LogWriter({
      logs: this.#logs,
      blocks: this.#blocks,
      index: this.#index,
      reader: this.#reader,
    });
  }

  /** Adds bytes at an offset and answers the offset that is expected next. Bytes that are stored already are compared and accepted; a log
      is made at its first byte. Throws `log-gap` with `log` and `next`, `log-conflict`, `run-closed` for new bytes of a closed log, `too-large`. */
  append(place: LogPlace, bytes: Uint8Array): number {
    return this.#writer.append(place, bytes);
  }

  /** Closes the run's logs, which must be those that are expected, to the byte. Repeating it changes nothing.
      Throws `log-gap` with `log` and `next` for a log that is shorter, `seal-mismatch` for any other difference. */
  verifyAndClose(runKey: number, expected: Seal["logs"]): void {
    this.#writer.verifyAndClose(runKey, expected);
  }

  /** Closes the run's logs as they are: for a run whose runner will say no more. */
  close(runKey: number): void {
    this.#writer.close(runKey);
  }

  remove(runKey: number): void {
    this.#writer.remove(runKey);
  }

  /** Removes the bytes of the run's closed logs, and keeps what is known of them. */
  expire(runKey: number): void {
    this.#writer.expire(runKey);
  }

  /** Drops what memory knows, after a rollback. */
  forget(): void {
    this.#index.forget();
  }

  /** The run's logs by name, as far as they have arrived. */
  list(runKey: number): Log[] {
    return this.#logs.describe(runKey);
  }

  /** Lines `first` ≤ number < `first + count` as displayed, read as they are asked for. A line longer than `LIMITS.line` comes in pieces
      of that number. Throws `not-found`. */
  readLines(key: LogKey, first: number, count: number): Iterable<Line> {
    return this.#reader.lines(this.#known(key).id, first, count);
  }

  /** Bytes `start` ≤ offset < `end`, block by block. Throws `not-found`. */
  readBytes(key: LogKey, start: number, end: number): Iterable<Uint8Array> {
    return this.#reader.bytes(this.#known(key).id, start, end);
  }

  /** Parts of logs that may hold a matching line, by run, in no order between runs. A null plan proposes everything, null keys mean all runs.
      Reads the index alone, in one snapshot. */
  propose(plan: Plan | null, runKeys: ReadonlySet<number> | null): Map<number, BlockRef[]> {
    return this.#snapshot(() => {
      const refs = new Map<number, BlockRef[]>();
      const add = (runKey: number, ref: BlockRef): void => {
        const known = refs.get(runKey);
        if (known === undefined) refs.set(runKey, [ref]);
        else known.push(ref);
      };
      for (const { run_key, log, block } of this.#index.propose(plan ?? { kind: "any" }, runKeys))
        add(run_key, { kind: "block", log, block });
      for (const { run_key, id, offset } of this.#logs.tails())
        if (runKeys === null || runKeys.has(run_key)) add(run_key, { kind: "tail", log: id, offset });
      return refs;
    });
  }

  /** Parts of one log that may hold a matching line. Throws `not-found`. */
  proposeIn(key: LogKey, plan: Plan | null): BlockRef[] {
    const { id } = this.#known(key);
    const refs = this.propose(plan, new Set([key.runKey])).get(key.runKey) ?? [];
    return refs.filter(({ log }) => log === id);
  }

  /** Blocks of a part, ascending; none when it was removed meanwhile. */
  *blocksOf(ref: BlockRef): Generator<Block> {
    if (ref.kind === "tail") {
      yield* this.#reader.blocks(ref.log, ref.offset);
      return;
    }
    const block = this.#blocks.get(ref.block);
    if (block !== null) yield block;
  }

  /** Matching lines of one run's parts, by log and number: an array for each block, perhaps empty, so that the caller can stop between
      blocks. A line in several pieces is told once, by the first piece that matches. */
  *findInRun(refs: readonly BlockRef[], matcher: LineMatcher): Generator<readonly RunLine[]> {
    for (const { id, name } of this.#named(refs)) {
      const once = toldOnce();
      for (const ref of refs.filter(({ log }) => log === id))
        for (const block of this.blocksOf(ref))
          yield once(findInBlock(block, matcher)).map((line) => ({ log: name, ...line }));
    }
  }

  #named(refs: readonly BlockRef[]): LogRow[] {
    return [...new Set(refs.map(({ log }) => log))]
      .map((id) => this.#logs.get(id))
      .filter((log) => log !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #known({ runKey, name }: LogKey): LogRow {
    const log = this.#logs.find(runKey, name);
    if (log === undefined) throw new AppError("not-found", `the run has no log ${name}`);
    return log;
  }

  /** Reads without seeing what another process writes meanwhile. */
  #snapshot<T>(read: () => T): T {
    if (this.#db.isTransaction) return read();
    this.#db.exec("BEGIN");
    try {
      return read();
    } finally {
      this.#db.exec("COMMIT");
    }
  }
}
