import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@elastic/elasticsearch";
import type { Indices } from "./indices.ts";

/** What nearly every run has; the others are made when something comes for them. */
const USUAL = ["runs", "results", "findings", "logs", "blocks"] as const;

/** Milliseconds between two looks whether an index has started, and how many looks. */
const PAUSE = 200;
const LOOKS = 100;

/** Makes the indices of months. All of a month are made together: one after the other, each when its first document comes, would take several times as long. */
export class Months {
  readonly #client: Client;
  readonly #indices: Indices;
  readonly #made = new Map<string, Promise<void>>();

  constructor(client: Client, indices: Indices) {
    this.#client = client;
    this.#indices = indices;
  }

  /** Resolves when the month's indices are there and have started; asks once for each month. */
  make(month: string): Promise<void> {
    const known = this.#made.get(month);
    if (known !== undefined) return known;
    const made = this.#make(month);
    this.#made.set(month, made);
    made.catch(() => this.#made.delete(month));
    return made;
  }

  async #make(month: string): Promise<void> {
    await Promise.all(
      USUAL.map(async (kind) => {
        const index = this.#indices.of(kind, month);
        // 400: it exists; whatever else is wrong its first document will tell
        const made = await this.#client.indices.create({ index }, { ignore: [400] });
        if (!made.shards_acknowledged) await this.#started(index);
      }),
    );
  }

  /** Another process may have made it a moment ago: then it cannot be read yet, and what is in it would seem to be missing. */
  async #started(index: string): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      const answer = await this.#client.search(
        { index, size: 0 },
        { ignore: [503], maxRetries: 0, meta: true },
      );
      if (answer.statusCode !== 503) return;
      await pause(PAUSE);
    }
  }
}
