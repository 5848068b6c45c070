import type { Search } from "./search.ts";

/** What stands in a log where a secret was. */
const MARK = Buffer.from("***");

/** Bytes that come in pieces, without the words of a search. However they are cut, the same comes out: words that touch by overlapping have one mark. */
export class MaskedBytes {
  readonly #search: Search;
  readonly #onMark: () => void;
  /** The end of what came, which may go on as a word. */
  #held: Uint8Array = Buffer.alloc(0);
  /** Bytes of it that are out already, as they are or as a mark. */
  #out = 0;
  /** Whether they end in a mark, which then stands for an overlapping word too. */
  #marked = false;

  constructor(search: Search, onMark: () => void) {
    this.#search = search;
    this.#onMark = onMark;
  }

  /** True while bytes are kept back. */
  get isHolding(): boolean {
    return this.#out < this.#held.length;
  }

  /** Takes a piece, and gives what can be let out. */
  write(piece: Uint8Array): Uint8Array {
    const all = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    const hold = this.#search.partial(all);
    const out = this.#letOut(all, hold);
    this.#held = Buffer.from(all.subarray(hold));
    this.#out = Math.max(0, this.#out - hold);
    return out;
  }

  /** Lets out what was kept back, because nothing has come for a while or will come. What comes next and makes a word with it is still masked. */
  flush(): Uint8Array {
    return this.#letOut(this.#held, this.#held.length);
  }

  /** What comes before `hold` is let out, and of a word that begins up to there all. */
  #letOut(all: Uint8Array, hold: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    const rawUpTo = (end: number): void => {
      if (end <= this.#out) return;
      pieces.push(all.subarray(this.#out, end));
      this.#out = end;
      this.#marked = false;
    };
    for (let word = this.#search.next(all, 0); word && word.start <= Math.max(hold, this.#out - 1);) {
      rawUpTo(word.start);
      const goesOn = this.#marked && word.start < this.#out;
      if (word.end > this.#out) {
        if (!goesOn) pieces.push(MARK);
        if (!goesOn) this.#onMark();
        this.#out = word.end;
        this.#marked = true;
      }
      word = this.#search.next(all, word.start + 1);
    }
    rawUpTo(hold);
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  }
}
