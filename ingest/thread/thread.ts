import { Worker } from "node:worker_threads";
import { AppError } from "../../model/errors.ts";
import type { Reply, Request } from "./messages.ts";

/** Who gets the replies of one reader. */
interface Receiver {
  readonly onReply: (reply: Reply) => void;
  readonly onFailure: (error: Error) => void;
}

/** Megabytes of heap after which the thread is given up, and with it what it reads. */
const HEAP = 512;

/** The thread that output is read in. It keeps the process alive only while a reply is awaited. */
class ReadingThread {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), {
    // flags of the program's own, as those of `node --eval`, are none of the thread's
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  readonly #receivers = new Map<number, Receiver>();
  #awaited = 0;
  isDead = false;

  constructor() {
    this.#worker.unref();
    this.#worker.on("message", (reply: Reply) => this.#receive(reply));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", () => this.#die(null));
  }

  register(reader: number, receiver: Receiver): void {
    this.#receivers.set(reader, receiver);
  }

  /** Throws `internal` for what cannot be sent: its reader is closed, and keeps nothing waiting. */
  post(request: Request): void {
    try {
      this.#worker.postMessage(request, request.kind === "bytes" ? [request.bytes.buffer] : []);
    } catch (error) {
      this.#receivers.delete(request.reader);
      throw new AppError("internal", "the thread that reads results cannot take this", {}, error);
    }
    if (this.#awaited++ === 0) this.#worker.ref();
  }

  #receive(reply: Reply): void {
    if (--this.#awaited === 0) this.#worker.unref();
    const receiver = this.#receivers.get(reply.reader);
    if (reply.reading !== null || reply.failure !== null) this.#receivers.delete(reply.reader);
    receiver?.onReply(reply);
  }

  #die(cause: unknown): void {
    this.isDead = true;
    const error = new AppError("internal", "the thread that reads results ended", {}, cause);
    for (const receiver of this.#receivers.values()) receiver.onFailure(error);
    this.#receivers.clear();
  }
}

let running: ReadingThread | null = null;

/** The thread, started when it is first needed, and again after it died. */
export const readingThread = (): ReadingThread => {
  if (running === null || running.isDead) running = new ReadingThread();
  return running;
};
