import { LF } from "../../model/lines.ts";

const PLAN = /^\d{1,9}\.\.\d{1,9}(?=\s|$)/;

/** Bytes of a line that decide whether it is a plan. */
const HEAD = 32;

/** Watches an output for the plan of a TAP stream: a line `1..N` without indentation. */
export class PlanWatch {
  #head: Buffer = Buffer.alloc(0);
  #plan: string | null = null;

  /** The first plan of what was written; null for none. */
  get plan(): string | null {
    return this.#plan ?? PLAN.exec(this.#head.toString("latin1"))?.[0] ?? null;
  }

  write(bytes: Uint8Array): void {
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1 && this.#plan === null; end = bytes.indexOf(LF, start)) {
      this.#take(bytes.subarray(start, end));
      this.#plan = this.plan;
      this.#head = Buffer.alloc(0);
      start = end + 1;
    }
    if (this.#plan === null) this.#take(bytes.subarray(start));
  }

  #take(bytes: Uint8Array): void {
    const room = HEAD - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)]);
  }
}
