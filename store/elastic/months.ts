import type { Client } from "@elastic/elasticsearch";
import type { Indices } from "./indices.ts";

/** What nearly every run has; the others are made when something comes for them. */
const USUAL = ["runs", "results", "findings", "logs", "blocks"] as const;

/** Makes the indices of months. All of a month are made together: one after the other, each when its first document comes, would take several times as long. */
export class Months {
  readonly #client: Client;
  readonly #indices: Indices;
  readonly #made = new Map<string, Promise<void>>();

  constructor(client: Client, indices: Indices) {
    this.#client = client;
    this.#indices = indices;
  }

  /** Resolves when the month's indices are there; asks once for each month. */
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
      // 400: it exists; whatever else is wrong its first document will tell
      USUAL.map((kind) =>
        this.#client.indices.create({ index: this.#indices.of(kind, month) }, { ignore: [400] }),
      ),
    );
  }
}
