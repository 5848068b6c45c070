import { createHash } from "node:crypto";
import { LF } from "../model/lines.ts";
import type { Seal } from "../model/run.ts";

/** Counts and hashes a log while its bytes pass by. */
export class Digest {
  readonly #hash = createHash("sha256");
  #bytes = 0;
  #lines = 0;
  #isInLine = false;

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) this.#lines++;
    this.#isInLine = bytes.at(-1) !== LF;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What a seal says of the log so far. */
  of(name: string): Seal["logs"][number] {
    const sha256 = this.#hash.copy().digest("hex");
    return { name, bytes: this.#bytes, lines: this.#lines + (this.#isInLine ? 1 : 0), sha256 };
  }
}
