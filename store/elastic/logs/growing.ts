import type { Head, Heads } from "./heads.ts";
import { headId, type LogKey } from "./keys.ts";
import { endOf, type Piece, START, tailAfter } from "./pieces.ts";
import type { LogReader } from "./reader.ts";

/** Where a log ends. */
export interface Grown {
  /** Null while nothing has arrived. */
  readonly head: Head | null;
  /** Its unfinished last block, perhaps empty. */
  readonly tail: Piece;
}

/** Logs whose end is kept in memory: a block's bytes each. */
const KEPT = 500;

/** Where logs end, as this process left them. Others may have gone on: then the head cannot be replaced. */
export class Growing {
  readonly #heads: Heads;
  readonly #reader: LogReader;
  readonly #known = new Map<string, Grown>();

  constructor({ heads, reader }: { readonly heads: Heads; readonly reader: LogReader }) {
    this.#heads = heads;
    this.#reader = reader;
  }

  /** The log's end; what is known is taken where it reaches the offset, so that no gap is seen where another process went on. */
  async upTo(key: LogKey, offset: number): Promise<Grown> {
    const known = this.#known.get(headId(key));
    return known !== undefined && offset <= endOf(known.tail) ? known : this.#read(key);
  }

  keep(key: LogKey, grown: Grown): void {
    const id = headId(key);
    this.#known.delete(id);
    const oldest = this.#known.keys().next();
    if (this.#known.size >= KEPT && oldest.done !== true) this.#known.delete(oldest.value);
    this.#known.set(id, grown);
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  async #read(key: LogKey): Promise<Grown> {
    const head = await this.#heads.get(key);
    if (head === null || head.fields.blocks === 0) return { head, tail: START };
    let number = head.fields.blocks - 1;
    let tail = START;
    for await (const block of this.#reader.blocks({ key, head: head.fields }, number))
      tail = { number: number++, block, isFull: false };
    return { head, tail: tailAfter(tail) };
  }
}
