import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Plan } from "../../log/plan.ts";
import type { Blocks } from "./candidates.ts";
import { candidates } from "./candidates.ts";
import { invert } from "./invert.ts";
import type { PendingBlock } from "./pending.ts";
import { decodePosting, encodePosting } from "./posting.ts";

/** Whose block it is; `run_key` and `log` are 0 for a block that was removed. */
export interface Place {
  readonly block: number;
  readonly run_key: number;
  readonly log: number;
}

interface Segment {
  /** Id of its first block. */
  readonly first: number;
  readonly runs: Uint32Array;
  readonly logs: Uint32Array;
  /** Least and greatest run key in it; runs come in the order of their keys, so that most segments hold a narrow stretch. */
  readonly range: Range;
}

type Range = readonly [number, number];

/** The index of full stretches of block ids: for each trigram the blocks that have it. */
export class Segments {
  readonly #addSegment: StatementSync;
  readonly #addPosting: StatementSync;
  readonly #after: StatementSync;
  readonly #posting: StatementSync;
  readonly #replace: StatementSync;
  readonly #drop: readonly StatementSync[];
  #known: Segment[] = [];

  constructor(db: DatabaseSync) {
    this.#addSegment = db.prepare("INSERT INTO log_segment (first, runs, logs) VALUES (?, ?, ?)");
    this.#addPosting = db.prepare("INSERT INTO log_posting (segment, trigram, blocks) VALUES (?, ?, ?)");
    this.#after = db.prepare("SELECT * FROM log_segment WHERE first > ? ORDER BY first");
    this.#posting = db.prepare("SELECT blocks FROM log_posting WHERE segment = ? AND trigram = ?");
    this.#replace = db.prepare("UPDATE log_segment SET runs = ?, logs = ? WHERE first = ?");
    this.#drop = [
      db.prepare("DELETE FROM log_posting WHERE segment = ?"),
      db.prepare("DELETE FROM log_segment WHERE first = ?"),
    ];
  }

  /** Makes a segment of blocks given by ascending id. */
  add(blocks: readonly PendingBlock[]): void {
    const first = blocks[0]!.block;
    const size = blocks.at(-1)!.block - first + 1;
    const [runs, logs] = [new Uint32Array(size), new Uint32Array(size)];
    const sets = Array.from({ length: size }, (): Uint32Array => new Uint32Array());
    for (const { block, run_key, log, trigrams } of blocks) {
      runs[block - first] = run_key;
      logs[block - first] = log;
      sets[block - first] = trigrams;
    }
    this.#addSegment.run(first, bytesOf(runs), bytesOf(logs));
    for (const [trigram, indices] of invert(sets))
      this.#addPosting.run(first, trigram, encodePosting(indices, size));
  }

  /** Blocks that may hold a matching line, by id; those of `runKeys`, or of all runs. Segments without any of them are not read. */
  *propose(plan: Plan, runKeys: ReadonlySet<number> | null): Generator<Place> {
    const isAsked = (run: number): boolean => run !== 0 && (runKeys === null || runKeys.has(run));
    const asked: Range = runKeys === null ? [0, Infinity] : rangeOf(runKeys);
    for (const { first, runs, logs, range } of this.#all()) {
      if (range[1] < asked[0] || range[0] > asked[1] || !runs.some(isAsked)) continue;
      const blocks = candidates(plan, (trigram) => this.#read(first, trigram, runs.length));
      for (const [at, run_key] of runs.entries())
        if (isSet(blocks, at) && isAsked(run_key)) yield { block: first + at, run_key, log: logs[at]! };
    }
  }

  /** Takes a log's blocks out; their bits stay in the postings and say nothing any more, until the segment has no block left. */
  remove(log: number): void {
    for (const { first, runs, logs } of this.#all()) {
      if (!logs.includes(log)) continue;
      for (let at = logs.indexOf(log); at !== -1; at = logs.indexOf(log, at)) runs[at] = logs[at] = 0;
      if (logs.some((other) => other !== 0)) this.#replace.run(bytesOf(runs), bytesOf(logs), first);
      else for (const drop of this.#drop) drop.run(first);
    }
  }

  /** Drops what memory knows, after a rollback. */
  forget(): void {
    this.#known = [];
  }

  #all(): readonly Segment[] {
    for (const row of this.#after.iterate(this.#known.at(-1)?.first ?? 0)) {
      const { first, runs, logs } = row as unknown as { first: number; runs: Uint8Array; logs: Uint8Array };
      const keys = wordsOf(runs);
      this.#known.push({
        first,
        runs: keys,
        logs: wordsOf(logs),
        range: rangeOf(keys.filter((key) => key > 0)),
      });
    }
    return this.#known;
  }

  #read(segment: number, trigram: number, size: number): Uint8Array {
    const row = this.#posting.get(segment, trigram) as { blocks: Uint8Array } | undefined;
    return row === undefined ? new Uint8Array() : decodePosting(row.blocks, size);
  }
}

const rangeOf = (keys: Iterable<number>): Range => {
  let [low, high] = [Infinity, 0];
  for (const key of keys) {
    if (key < low) low = key;
    if (key > high) high = key;
  }
  return [low, high];
};

const isSet = (blocks: Blocks, at: number): boolean =>
  blocks === null || (((blocks[at >>> 3] ?? 0) >>> (at & 7)) & 1) === 1;

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer);

const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer);
