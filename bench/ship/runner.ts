import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sink } from "../../ingest/sink.ts";
import { LIMITS } from "../../model/limits.ts";
import { MAIN_LOG, type RunInput } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";
import { retry } from "../../runner/ship/retry.ts";
import type { EndlessText } from "./text.ts";

/** One runner's task: prints so many bytes a second, from its own place in the text. */
export interface Printing {
  readonly text: EndlessText;
  readonly place: number;
  readonly rate: number;
  /** Ends printing; what is under way is still shipped. */
  readonly until: AbortSignal;
  /** Puts a line of its own in front of what was printed since the last shipment; its oldest byte was printed at that time. */
  readonly mark?: (printedSince: number) => string;
}

/** What a runner shipped. */
export interface Shipped {
  readonly run: RunInput;
  /** Lengths of its shipments and milliseconds from the first byte of each to its acknowledgement. */
  readonly shipments: readonly { readonly bytes: Buffer; readonly lag: number }[];
  /** Times that something was sent again. */
  readonly retries: number;
}

/** Ships as a runner does: what was printed since the last shipment, every `LIMITS.sync` at most, `LIMITS.chunk` at a time. At the end the server
    has verified the log's length and sha256. */
export class BenchRunner {
  readonly #sink: Sink;
  readonly #run: RunInput;
  readonly #shipments: { bytes: Buffer; lag: number }[] = [];
  readonly #hash = createHash("sha256");
  #shipped = 0;
  #lines = 0;
  #retries = 0;

  constructor(sink: Sink, run: RunInput) {
    this.#sink = sink;
    this.#run = run;
  }

  begin(): Promise<void> {
    return this.#again(() => this.#sink.putRun(this.#run));
  }

  async ship({ text, place, rate, until, mark }: Printing): Promise<void> {
    const started = performance.now();
    let printed = 0;
    let since = Date.now();
    while (!until.aborted) {
      const more = Math.floor(((performance.now() - started) / 1000) * rate) - printed;
      if (more < (rate * LIMITS.sync) / 1000) {
        await sleep(((rate * LIMITS.sync) / 1000 - more) / (rate / 1000) + 1, undefined, {
          signal: until,
        }).catch(() => {});
        continue;
      }
      const bytes = text.at(place + printed, Math.min(more, LIMITS.chunk));
      printed += bytes.length;
      const line = Buffer.from(mark?.(since) ?? "");
      since = Date.now();
      await this.#send(line.length > 0 ? Buffer.concat([line, bytes]) : bytes);
    }
  }

  async end(): Promise<Shipped> {
    const last = this.#shipments.at(-1)?.bytes.at(-1);
    const lines = last === undefined || last === 0x0a ? this.#lines : this.#lines + 1;
    const log = { name: MAIN_LOG, bytes: this.#shipped, lines, sha256: this.#hash.digest("hex") };
    const logs = this.#shipped > 0 ? [log] : [];
    const seal = {
      state: "FINISHED",
      fault: null,
      finished: toTime(Date.now()),
      plan: null,
      problems: [],
      logs,
    } as const;
    await this.#again(() => this.#sink.seal(this.#run.uuid, { ...seal, problems: [], logs: [...logs] }));
    return { run: this.#run, shipments: this.#shipments, retries: this.#retries };
  }

  async #send(bytes: Buffer): Promise<void> {
    const start = performance.now();
    const place = this.#shipped;
    await this.#again(() => this.#sink.appendLog(this.#run.uuid, MAIN_LOG, place, bytes));
    this.#shipments.push({ bytes, lag: performance.now() - start });
    this.#shipped += bytes.length;
    this.#hash.update(bytes);
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) this.#lines++;
  }

  #again<T>(work: () => Promise<T>): Promise<T> {
    const onRetry = (): void => void this.#retries++;
    return retry(work, { signal: new AbortController().signal, random: Math.random, onRetry });
  }
}
