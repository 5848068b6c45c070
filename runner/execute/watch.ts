import type { LimitName, ProgramLimits } from "./program-limits.ts";

interface Watchable {
  readonly limits: ProgramLimits;
  readonly signal: AbortSignal;
}

/** Timers and counters of one running program; `stop` ends it when a limit is passed. */
export class Watch {
  readonly #program: Watchable;
  readonly #stop: () => void;
  readonly #wall: NodeJS.Timeout;
  readonly #idle: NodeJS.Timeout;
  readonly #ended = new AbortController();
  #linger: NodeJS.Timeout | undefined;
  limit: LimitName | null = null;
  isStopped = false;
  bytes = 0;
  failure: Error | null = null;

  constructor(program: Watchable, stop: () => void) {
    this.#program = program;
    this.#stop = () => {
      this.isStopped = true;
      stop();
    };
    this.#wall = setTimeout(() => this.pass("wall"), Math.max(0, program.limits.wall));
    this.#idle = setTimeout(() => this.pass("idle"), program.limits.idle);
    program.signal.addEventListener("abort", this.#stop);
    if (program.signal.aborted) this.#stop();
  }

  /** Aborted when the program has ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  readonly pass = (limit: LimitName): void => {
    this.limit ??= limit;
    this.#stop();
  };

  async pump(stream: AsyncIterable<unknown>, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    try {
      for await (const chunk of stream) await this.#take(chunk as Uint8Array, take);
    } catch (error) {
      // An abandoned stream ends its loop with an error that says nothing new.
      if (isPrematureClose(error)) return;
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      this.#stop();
    }
  }

  async #take(chunk: Uint8Array, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    const room = this.#program.limits.output - this.bytes;
    this.bytes += Math.min(chunk.length, Math.max(0, room));
    if (chunk.length > room) this.pass("output");
    if (room > 0) await take(chunk.subarray(0, room));
    this.#idle.refresh();
  }

  linger(kill: () => void, abandon: () => void): void {
    const { linger } = this.#program.limits;
    this.#linger = setTimeout(() => {
      kill();
      this.#linger = setTimeout(abandon, linger);
    }, linger);
  }

  end(): void {
    this.#ended.abort();
    [this.#wall, this.#idle, this.#linger].forEach((timer) => clearTimeout(timer));
    this.#program.signal.removeEventListener("abort", this.#stop);
  }
}

const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
