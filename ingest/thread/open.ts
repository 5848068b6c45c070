import { AppError } from "../../model/errors.ts";
import type { OpenReader, Reader, ReaderDefaults, Reading, Tell } from "../reader.ts";
import type { Reply, ThreadFormat } from "./messages.ts";
import { readingThread } from "./thread.ts";

/** Bytes that may be on their way to the thread before `write` waits. */
const WINDOW = 1 << 20;

let opened = 0;

/** Makes readers of a format that work in a thread of their own: hostile output can take its time, not the program's.
    `write` and `end` throw `internal` when the thread fails. */
export const inThread =
  (format: ThreadFormat): OpenReader =>
  (defaults, tell) =>
    new ThreadReader(format, defaults, tell);

class ThreadReader implements Reader {
  readonly #reader = ++opened;
  readonly #thread = readingThread();
  readonly #tell: Tell;
  #onTheWay = 0;
  #failure: Error | null = null;
  #reading: Reading | null = null;
  #wake: () => void = () => {};

  constructor(format: ThreadFormat, defaults: ReaderDefaults, tell: Tell) {
    this.#tell = tell;
    this.#thread.register(this.#reader, {
      onReply: (reply) => this.#receive(reply),
      onFailure: (error) => this.#fail(error),
    });
    this.#thread.post({ kind: "open", reader: this.#reader, format, defaults });
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (bytes.length === 0) return;
    this.#onTheWay += bytes.length;
    // A copy of its own: the caller keeps its buffer, and a view would take the whole pool behind it along.
    this.#thread.post({ kind: "bytes", reader: this.#reader, bytes: new Uint8Array(bytes) });
    await this.#until(() => this.#onTheWay <= WINDOW);
  }

  async end(): Promise<Reading> {
    if (this.#failure) throw this.#failure;
    this.#thread.post({ kind: "end", reader: this.#reader });
    await this.#until(() => this.#reading !== null);
    if (this.#reading === null) throw new AppError("internal", "the reader ended without an answer");
    return this.#reading;
  }

  #receive(reply: Reply): void {
    this.#onTheWay -= reply.taken;
    this.#reading = reply.reading;
    if (reply.failure !== null)
      return this.#fail(new AppError("internal", `reading the output failed: ${reply.failure}`));
    try {
      if (reply.results.length > 0) this.#tell(reply.results, reply.outputs);
      this.#wake();
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  /** Calls of `write` and `end` follow each other, so one waits at a time. */
  async #until(isSo: () => boolean): Promise<void> {
    while (!this.#failure && !isSo())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#failure) throw this.#failure;
  }
}
