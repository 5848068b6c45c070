import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";

interface Running {
  readonly hash: Hash;
  /** Bytes hashed so far. */
  bytes: number;
}

/** Logs whose hash is kept; for others the log is read again at its seal. */
const KEPT = 1000;

/** Running sha256 of the logs that grow. It lives in memory only: what is not known here, or has more bytes than are stored since a write
    was rolled back, is computed from the stored bytes. */
export class Digests {
  readonly #running = new Map<number, Running>();

  /** Takes bytes that were appended to the log at this offset. */
  add(log: number, offset: number, bytes: Uint8Array): void {
    const running = offset === 0 ? this.#start(log) : this.#running.get(log);
    if (running === undefined) return;
    running.hash.update(bytes);
    running.bytes += bytes.length;
  }

  /** Ends with the log's sha256 in hex. */
  of(log: number, length: number, read: () => Iterable<Uint8Array>): string {
    const running = this.#running.get(log);
    if (running?.bytes === length) return running.hash.copy().digest("hex");
    const hash = createHash("sha256");
    for (const bytes of read()) hash.update(bytes);
    return hash.digest("hex");
  }

  forget(log: number): void {
    this.#running.delete(log);
  }

  #start(log: number): Running {
    const oldest = this.#running.keys().next();
    if (this.#running.size >= KEPT && oldest.done !== true) this.#running.delete(oldest.value);
    const running = { hash: createHash("sha256"), bytes: 0 };
    this.#running.set(log, running);
    return running;
  }
}
