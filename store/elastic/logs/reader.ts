import { AppError } from "../../../model/errors.ts";
import type { Block } from "../../log/blocks.ts";
import { displayedLines } from "../../log/displayed.ts";
import type { Line } from "../../store.ts";
import type { LogFields } from "../documents.ts";
import { blockOf } from "./block-document.ts";
import type { Blocks, BlockStub } from "./blocks.ts";
import type { LogKey } from "./keys.ts";

/** Blocks that are asked for at once: few at first, as most reads need few. */
const FIRST_BATCH = 2;
const MOST = 32;

/** Blocks that are looked at in one step of the search for a place. */
const PROBES = 32;

/** A log as far as it had arrived when its head was read. */
export interface ReadLog {
  readonly key: LogKey;
  readonly head: Pick<LogFields, "bytes" | "blocks">;
}

/** Reads what is stored of a log, up to where its head says; blocks are fetched as they are asked for, so that a log of any length streams. */
export class LogReader {
  readonly #blocks: Blocks;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
  }

  /** Bytes `start` ≤ offset < `end`. */
  async *bytes(log: ReadLog, start: number, end: number): AsyncGenerator<Uint8Array> {
    const last = Math.min(end, log.head.bytes);
    if (start >= last) return;
    const from = await this.#last(log, ({ offset }) => offset <= start);
    let at = start;
    for await (const { offset, bytes } of this.blocks(log, from)) {
      const part = bytes.subarray(at - offset, last - offset);
      at += part.length;
      if (part.length > 0) yield part;
      if (at >= last) return;
    }
  }

  /** Lines `first` ≤ number < `first + count`, each piece of a longer one by itself. */
  async *lines(log: ReadLog, first: number, count: number): AsyncGenerator<Line> {
    if (log.head.bytes === 0 || count <= 0) return;
    const from = await this.#last(log, (block) => block.first < first);
    for await (const block of this.blocks(log, from))
      for (const line of displayedLines(block)) {
        if (line.number >= first + count) return;
        if (line.number >= first) yield line;
      }
  }

  /** Blocks from this number on, the last one cut at the log's end. A block that was unfinished when the head was read may have become shorter
      since, and what it lost is in the next one. */
  async *blocks(log: ReadLog, from: number): AsyncGenerator<Block> {
    const { bytes, blocks } = log.head;
    let at: number | null = null;
    for (let number = from, size = FIRST_BATCH; ; size = Math.min(2 * size, MOST)) {
      const numbers = range(number, Math.max(number + 1, Math.min(number + size, blocks)));
      number += numbers.length;
      const found = await this.#blocks.get(numbers.map((each) => ({ key: log.key, number: each })));
      if (found.length < numbers.length) throw damaged(log.key);
      for (const block of found.map(blockOf)) {
        if (block.offset !== (at ?? block.offset)) throw damaged(log.key);
        const shown = block.bytes.subarray(0, bytes - block.offset);
        at = block.offset + shown.length;
        yield { ...block, bytes: shown };
        if (at >= bytes) return;
      }
    }
  }

  /** Number of the last block that passes, of blocks of which those that pass come first; 0 when none does. */
  async #last({ key, head }: ReadLog, passes: (block: BlockStub) => boolean): Promise<number> {
    let [low, high] = [0, head.blocks];
    while (high - low > 1) {
      const step = Math.ceil((high - low) / PROBES);
      const numbers = range(low, high, step);
      const stubs = await this.#blocks.stubs(numbers.map((number) => ({ key, number })));
      if (stubs.length < numbers.length) throw damaged(key);
      const last = stubs.findLast(passes)?.number ?? low;
      [low, high] = [last, Math.min(last + step, high)];
      if (step === 1) return low;
    }
    return low;
  }
}

/** From `start` to below `end`. */
const range = (start: number, end: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((end - start) / step) }, (_, at) => start + at * step);

const damaged = ({ run, log }: LogKey): AppError =>
  new AppError("store", `a block of log ${log} of run ${run} is missing`, { run, log });
