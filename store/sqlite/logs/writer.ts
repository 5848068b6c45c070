import { createHash } from "node:crypto";
import { LIMITS } from "../../../model/limits.ts";
import type { Seal } from "../../../model/run.ts";
import type { Block } from "../../log/blocks.ts";
import { cutBlocks } from "../../log/blocks.ts";
import { Digests, EMPTY_SHA256 } from "../../log/digests.ts";
import { logGap, logRefusal, verifyDigest, verifyLength, verifyNames } from "../../record/logs-sealed.ts";
import type { BlockTable } from "./block-table.ts";
import type { LogIndex } from "./log-index.ts";
import type { LogRow, LogTable } from "./log-table.ts";
import { tailOf } from "./log-table.ts";
import type { LogReader } from "./reader.ts";

interface LogTables {
  readonly logs: LogTable;
  readonly blocks: BlockTable;
  readonly index: LogIndex;
  readonly reader: LogReader;
}

/** A log of a run. */
export interface LogKey {
  readonly runKey: number;
  readonly name: string;
}

export interface LogPlace extends LogKey {
  readonly offset: number;
}

type SealedLog = Seal["logs"][number];

/** Writes logs: grows them, closes them, removes them. */
export class LogWriter {
  readonly #tables: LogTables;
  readonly #digests = new Digests<number>();

  constructor(tables: LogTables) {
    this.#tables = tables;
  }

  append(place: LogPlace, bytes: Uint8Array): number {
    const { logs } = this.#tables;
    const log = logs.find(place.runKey, place.name);
    const stored = log?.bytes ?? 0;
    if (place.offset > stored) throw logGap(place.name, stored);
    const repeated = Math.min(bytes.length, stored - place.offset);
    if (log !== undefined) this.#compare(log, place.offset, bytes.subarray(0, repeated));
    const fresh = bytes.subarray(repeated);
    if (fresh.length === 0) return stored;
    if (typeof log?.sha256 === "string") throw logRefusal("run-closed", place.name, "it is closed");
    if (stored + fresh.length > LIMITS.log)
      throw logRefusal("too-large", place.name, `it would be longer than ${LIMITS.log} bytes`);
    this.#grow(log ?? logs.create(place.runKey, place.name), fresh);
    return stored + fresh.length;
  }

  verifyAndClose(runKey: number, expected: Seal["logs"]): void {
    const { logs } = this.#tables;
    verifyNames(
      logs.list(runKey).map(({ name }) => name),
      expected,
    );
    for (const sealed of expected) this.#verify(runKey, sealed);
    for (const { name, sha256 } of expected)
      this.#close(logs.find(runKey, name) ?? logs.create(runKey, name), sha256);
  }

  close(runKey: number): void {
    for (const log of this.#tables.logs.list(runKey)) this.#close(log, this.#digest(log));
  }

  remove(runKey: number): void {
    const { logs } = this.#tables;
    this.expire(runKey);
    for (const { id } of logs.list(runKey)) {
      logs.remove(id);
      this.#digests.forget(id);
    }
  }

  /** Removes the blocks; the rows of the logs stay. */
  expire(runKey: number): void {
    const { logs, blocks, index } = this.#tables;
    for (const { id } of logs.list(runKey)) {
      index.remove(id);
      blocks.remove(id);
    }
  }

  #compare(log: LogRow, offset: number, bytes: Uint8Array): void {
    let at = 0;
    for (const stored of this.#tables.reader.bytes(log.id, offset, offset + bytes.length)) {
      if (Buffer.compare(stored, bytes.subarray(at, at + stored.length)) !== 0)
        throw logRefusal("log-conflict", log.name, `other bytes are stored from offset ${offset + at} on`);
      at += stored.length;
    }
  }

  #grow(log: LogRow, bytes: Uint8Array): void {
    const { full, tail } = cutBlocks(tailOf(log), bytes);
    for (const block of full) this.#store(log, block);
    this.#tables.logs.grow(log.id, tail);
    this.#digests.add(log.id, log.bytes, bytes);
  }

  #store(log: LogRow, block: Block): void {
    const id = this.#tables.blocks.add(log.id, block);
    this.#tables.index.add({ block: id, run_key: log.run_key, log: log.id }, block);
  }

  #verify(runKey: number, sealed: SealedLog): void {
    const log = this.#tables.logs.find(runKey, sealed.name);
    verifyLength(sealed, log ?? null);
    verifyDigest(sealed, log === undefined ? EMPTY_SHA256 : this.#digest(log));
  }

  #digest(log: LogRow): string {
    return log.sha256 ?? this.#digests.of(log.id, log.bytes) ?? this.#hashed(log);
  }

  #hashed({ id, bytes }: LogRow): string {
    const hash = createHash("sha256");
    for (const part of this.#tables.reader.bytes(id, 0, bytes)) hash.update(part);
    return hash.digest("hex");
  }

  #close(log: LogRow, sha256: string): void {
    if (log.sha256 !== null) return;
    if (log.tail.length > 0) this.#store(log, tailOf(log));
    this.#tables.logs.close(log.id, sha256);
    this.#digests.forget(log.id);
  }
}
