import type { Reader } from "../../ingest/reader.ts";
import { LF } from "../../model/lines.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { PlanWatch } from "./plan-watch.ts";
import type { Masks } from "../secrets/masks.ts";
import type { Spool } from "../ship/spool.ts";

const STDERR_LOG = "stderr.log";

/** Bytes that are kept of the end of stderr, to quote its last line. */
const TAIL = 4096;

interface Listeners {
  readonly onOutput: (bytes: Uint8Array) => void;
  readonly onErrorOutput: (bytes: Uint8Array) => void;
}

type Take = (bytes: Uint8Array) => Promise<void>;

/** Where a task's two streams go: to the spool byte for byte, to who listens, and stdout to the reader of results. */
export class Output {
  readonly #spool: Spool;
  readonly #reader: Reader;
  readonly #listeners: Listeners;
  readonly #watch = new PlanWatch();
  readonly #logs = new Map<string, Take>();
  #masks: Masks | null = null;
  #tail = Buffer.alloc(0);
  bytes = 0;

  constructor(spool: Spool, reader: Reader, listeners: Listeners) {
    this.#spool = spool;
    this.#reader = reader;
    this.#listeners = listeners;
  }

  /** Keeps secrets out of what comes from now on. Spool, listeners and reader get it without them. */
  hide(masks: Masks): void {
    this.#masks = masks;
    this.#takeOut = masks.stream(this.#takeOut);
    this.#takeError = masks.stream(this.#takeError);
  }

  /** Lets go of what is kept back because it could become a secret. */
  async flush(): Promise<void> {
    await this.#masks?.flush();
  }

  readonly stdout = (bytes: Uint8Array): Promise<void> => {
    this.bytes += bytes.length;
    return this.#takeOut(bytes);
  };

  #takeOut: Take = async (bytes) => {
    this.#watch.write(bytes);
    await this.#spool.take(MAIN_LOG, bytes);
    this.#listeners.onOutput(bytes);
    await this.#reader.write(bytes);
  };

  /** The TAP plan that was printed first, as `1..N`; null for none so far. */
  get plan(): string | null {
    return this.#watch.plan;
  }

  /** Takes what is kept in a log of its own, and read by nobody. */
  readonly to = (log: string): Take => {
    const known = this.#logs.get(log);
    if (known) return known;
    const append: Take = (bytes) => this.#spool.take(log, bytes);
    const take = this.#masks?.stream(append) ?? append;
    this.#logs.set(log, take);
    return take;
  };

  readonly stderr = (bytes: Uint8Array): Promise<void> => this.#takeError(bytes);

  #takeError: Take = async (bytes) => {
    await this.#spool.take(STDERR_LOG, bytes);
    this.#tail = Buffer.concat([this.#tail, bytes]).subarray(-TAIL);
    this.#listeners.onErrorOutput(bytes);
  };

  /** The last line on stderr that is not empty, so far. */
  get lastWords(): string {
    return (
      this.#tail
        .toString()
        .split(String.fromCharCode(LF))
        .map((line) => line.trim())
        .filter(Boolean)
        .at(-1) ?? ""
    );
  }
}
