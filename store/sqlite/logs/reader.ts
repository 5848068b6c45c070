import type { Block } from "../../log/blocks.ts";
import { displayedLines } from "../../log/displayed.ts";
import type { Line } from "../../store.ts";
import type { BlockTable } from "./block-table.ts";
import type { LogTable } from "./log-table.ts";
import { tailOf } from "./log-table.ts";

/** Reads what is stored of a log. Each block is looked up by its offset when it is asked for, so that the log may grow meanwhile. */
export class LogReader {
  readonly #logs: LogTable;
  readonly #blocks: BlockTable;

  constructor(logs: LogTable, blocks: BlockTable) {
    this.#logs = logs;
    this.#blocks = blocks;
  }

  /** Blocks from the one that holds the byte at this offset, the unfinished last one included. */
  *blocks(log: number, offset: number): Generator<Block> {
    for (let at = offset; ;) {
      const block = this.#blocks.at(log, at) ?? this.#tail(log, at);
      if (block === null) return;
      yield block;
      at = block.offset + block.bytes.length;
    }
  }

  /** Bytes `start` ≤ offset < `end`. */
  *bytes(log: number, start: number, end: number): Generator<Uint8Array> {
    if (start >= end) return;
    for (const { offset, bytes } of this.blocks(log, start)) {
      yield bytes.subarray(Math.max(0, start - offset), end - offset);
      if (offset + bytes.length >= end) return;
    }
  }

  /** Lines `first` ≤ number < `first + count`, each piece of a longer one by itself. */
  *lines(log: number, first: number, count: number): Generator<Line> {
    for (const block of this.blocks(log, this.#blocks.offsetFor(log, first)))
      for (const line of displayedLines(block)) {
        if (line.number >= first + count) return;
        if (line.number >= first) yield line;
      }
  }

  #tail(log: number, offset: number): Block | null {
    const row = this.#logs.get(log);
    return row === undefined || row.bytes <= offset || row.tail.length === 0 ? null : tailOf(row);
  }
}
