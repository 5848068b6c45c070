import type { DatabaseSync } from "node:sqlite";
import type { Block } from "../../log/blocks.ts";
import { searchedBytes } from "../../log/blocks.ts";
import type { Plan } from "../../log/plan.ts";
import { trigramsOfBlock } from "../../log/trigrams.ts";
import { mayMatch, thin } from "./candidates.ts";
import { Pending } from "./pending.ts";
import type { Place } from "./segments.ts";
import { Segments } from "./segments.ts";

/** Which full blocks may hold a line that matches. New blocks wait until there are enough for a segment; what waits is searched too. */
export class LogIndex {
  readonly #pending: Pending;
  readonly #segments: Segments;
  readonly #segmentBlocks: number;

  constructor(db: DatabaseSync, segmentBlocks: number) {
    this.#pending = new Pending(db);
    this.#segments = new Segments(db);
    this.#segmentBlocks = segmentBlocks;
  }

  /** Adds the newest block. Every `segmentBlocks`-th time this makes a segment, which takes some tenths of a second. */
  add(place: Place, block: Block): void {
    this.#pending.add({ ...place, trigrams: trigramsOfBlock(searchedBytes(block)) });
    const oldest = this.#pending.oldest() ?? place.block;
    if (place.block - oldest + 1 < this.#segmentBlocks) return;
    this.#segments.add(this.#pending.all());
    this.#pending.clear();
  }

  /** By id. */
  *propose(plan: Plan, runKeys: ReadonlySet<number> | null): Generator<Place> {
    const thinned = thin(plan);
    yield* this.#segments.propose(thinned, runKeys);
    for (const place of this.#pending.all())
      if ((runKeys === null || runKeys.has(place.run_key)) && mayMatch(thinned, place.trigrams)) yield place;
  }

  remove(log: number): void {
    this.#pending.remove(log);
    this.#segments.remove(log);
  }

  forget(): void {
    this.#pending.forget();
    this.#segments.forget();
  }
}
