import { LIMITS } from "../../model/limits.ts";
import { MaskedBytes } from "./masked-bytes.ts";
import { Search } from "./search.ts";
import { spellings } from "./spellings.ts";

type Take = (bytes: Uint8Array) => Promise<void>;

/** Keeps a run's secrets out of what leaves it. */
export interface Masks {
  /** The same for one stream of bytes; what may be the beginning of a secret reaches `take` late, though never later than `LIMITS.held` after the
      last bytes. */
  readonly stream: (take: Take) => Take;
  /** The bytes without secrets. */
  readonly bytes: (bytes: Uint8Array) => Uint8Array;
  readonly text: (text: string) => string;
  /** Lets out what the streams keep back. */
  readonly flush: () => Promise<void>;
  /** How often a mark was put in place of a secret. */
  readonly count: () => number;
}

/** Makes the masks of these secrets. */
export const makeMasks = (secrets: Iterable<Uint8Array>): Masks => {
  const search = new Search([...secrets].flatMap(spellings));
  const streams: MaskedStream[] = [];
  let count = 0;
  const bytes = (whole: Uint8Array): Uint8Array => {
    const masked = new MaskedBytes(search, () => count++);
    return Buffer.concat([masked.write(whole), masked.flush()]);
  };
  return {
    stream: (take) => {
      const stream = new MaskedStream(new MaskedBytes(search, () => count++), take);
      streams.push(stream);
      return stream.write;
    },
    bytes,
    text: (text) => Buffer.from(bytes(Buffer.from(text))).toString(),
    flush: async () => {
      for (const stream of streams) await stream.flush();
    },
    count: () => count,
  };
};

class MaskedStream {
  readonly #masked: MaskedBytes;
  readonly #take: Take;
  #timer: NodeJS.Timeout | undefined;
  #tail: Promise<void> = Promise.resolve();

  constructor(masked: MaskedBytes, take: Take) {
    this.#masked = masked;
    this.#take = take;
  }

  readonly write: Take = (bytes) => {
    clearTimeout(this.#timer);
    const done = this.#send(this.#masked.write(bytes));
    // a failure is told again by the next write, and by the flush at the end
    if (this.#masked.isHolding)
      this.#timer = setTimeout(() => void this.flush().catch(() => {}), LIMITS.held);
    return done;
  };

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#send(this.#masked.flush());
  }

  /** In the order in which it was masked. */
  #send(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return this.#tail;
    this.#tail = this.#tail.then(() => this.#take(bytes));
    return this.#tail;
  }
}
