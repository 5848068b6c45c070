import { setImmediate } from "node:timers/promises";
import type { Client } from "@elastic/elasticsearch";
import type { Bulk, Write, Written } from "./bulk.ts";
import { BulkQueue, type Item, linesOf } from "./bulk-queue.ts";
import { sendBulk } from "./bulk-request.ts";
import { Room } from "./room.ts";

/** Requests that are under way at one time. */
const IN_FLIGHT = 4;

/** Bytes that wait or are under way; whoever has more to write waits until there is room. */
const HELD = 64 << 20;

/** Gathers the writes of many callers into few requests: those of one turn of the event loop, and those that came while all requests were under way. */
export class BulkWriter implements Bulk {
  readonly #client: Client;
  readonly #queue = new BulkQueue();
  readonly #room = new Room(HELD);
  #sending = 0;
  #scheduled = false;

  constructor(client: Client) {
    this.#client = client;
  }

  async write(writes: readonly Write[]): Promise<readonly Written[]> {
    if (writes.length === 0) return [];
    const sent = writes.map(linesOf);
    const bytes = sent.reduce((sum, lines) => sum + lengthOf(lines), 0);
    await this.#room.take(bytes);
    try {
      return await this.#written(sent);
    } finally {
      this.#room.give(bytes);
    }
  }

  /** Settles when every write has, so that nothing of them is under way any more. */
  async #written(sent: readonly (readonly string[])[]): Promise<readonly Written[]> {
    const settled = sent.map((lines) => {
      const { promise, resolve, reject } = Promise.withResolvers<Written>();
      return {
        promise,
        item: { lines, bytes: lengthOf(lines), settle: resolve, fail: reject } satisfies Item,
      };
    });
    this.#queue.push(settled.map(({ item }) => item));
    void this.#schedule();
    await Promise.allSettled(settled.map(({ promise }) => promise));
    return Promise.all(settled.map(({ promise }) => promise));
  }

  async #schedule(): Promise<void> {
    if (this.#scheduled) return;
    this.#scheduled = true;
    await setImmediate();
    this.#scheduled = false;
    while (this.#sending < IN_FLIGHT && !this.#queue.isEmpty) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending++;
    await sendBulk(this.#client, this.#queue.take());
    this.#sending--;
    if (!this.#queue.isEmpty) void this.#schedule();
  }
}

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
