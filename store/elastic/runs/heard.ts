/** Milliseconds in which one sign of life is as good as many. */
const ONCE = 1000;

/** Runs that are remembered. */
const REMEMBERED = 10_000;

/** When this process last noted that something arrived from each runner. */
export class Heard {
  readonly #last = new Map<string, number>();

  /** Whether it is worth writing, and then remembers that it is written. */
  isNews(run: string, now: number): boolean {
    const last = this.#last.get(run);
    if (last !== undefined && now - last < ONCE && now >= last) return false;
    const oldest = this.#last.keys().next();
    if (this.#last.size >= REMEMBERED && oldest.done !== true) this.#last.delete(oldest.value);
    this.#last.set(run, now);
    return true;
  }
}
