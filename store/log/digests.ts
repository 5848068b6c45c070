import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";

interface Running {
  readonly hash: Hash;
  /** Bytes hashed so far. */
  bytes: number;
}

/** Logs whose hash is kept; for others the log is read again at its seal. */
const KEPT = 1000;

/** Running sha256 of the logs that grow, by a key of the store's. It lives in memory only, and knows nothing of a log that grew without it. */
export class Digests<Key> {
  readonly #running = new Map<Key, Running>();

  /** Takes bytes that were appended to the log at this offset. */
  add(log: Key, offset: number, bytes: Uint8Array): void {
    const running = offset === 0 ? this.#start(log) : this.#running.get(log);
    if (running === undefined) return;
    if (running.bytes !== offset) return this.forget(log);
    running.hash.update(bytes);
    running.bytes += bytes.length;
  }

  /** Sha256 in hex of the log when it has this length; null where that has to be computed from what is stored. */
  of(log: Key, length: number): string | null {
    const running = this.#running.get(log);
    return running?.bytes === length ? running.hash.copy().digest("hex") : null;
  }

  forget(log: Key): void {
    this.#running.delete(log);
  }

  #start(log: Key): Running {
    const oldest = this.#running.keys().next();
    if (this.#running.size >= KEPT && oldest.done !== true) this.#running.delete(oldest.value);
    const running = { hash: createHash("sha256"), bytes: 0 };
    this.#running.set(log, running);
    return running;
  }
}

export const EMPTY_SHA256 = createHash("sha256").digest("hex");
