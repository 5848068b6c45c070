import { LIMITS } from "../../model/limits.ts";

/** What callers have sent beyond a rate, paid off as time goes by. It is counted after the fact, because a body is taken whole or not at all. */
export class Debts {
  readonly #perMs: number;
  readonly #owed = new Map<string, { readonly bytes: number; readonly at: number }>();

  constructor(perMs: number) {
    this.#perMs = perMs;
  }

  /** Callers that are remembered. */
  get size(): number {
    return this.#owed.size;
  }

  add(caller: string, bytes: number, now: number): void {
    if (this.#owed.size >= LIMITS.callers) this.#forget(now);
    this.#owed.set(caller, { bytes: this.#left(caller, now) + bytes, at: now });
  }

  /** Milliseconds until a caller owes no more than it may send in `burst` milliseconds. */
  wait(caller: string, now: number, burst: number): number {
    return Math.max(0, this.#left(caller, now) / this.#perMs - burst);
  }

  #left(caller: string, now: number): number {
    const owed = this.#owed.get(caller);
    return owed === undefined ? 0 : Math.max(0, owed.bytes - (now - owed.at) * this.#perMs);
  }

  #forget(now: number): void {
    for (const caller of this.#owed.keys()) if (this.#left(caller, now) === 0) this.#owed.delete(caller);
  }
}
