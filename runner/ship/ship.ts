import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sink } from "../../ingest/sink.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Run, Seal } from "../../model/run.ts";
import { retry, type RetryOptions } from "./retry.ts";
import { artifactsFolder, logPath } from "./spool-record.ts";
import type { Spool } from "./spool.ts";

/** Results in one shipment. */
const BATCH = 500;

/** Ships a spool while it grows, and resolves when the server has acknowledged its seal. A repeat, also by another process, stores nothing twice.
    Throws the first error that trying again cannot cure (`run-closed`: the run is no longer this runner's), or the last one when the signal aborts. */
export const ship = async (spool: Spool, sink: Sink, options: RetryOptions): Promise<Run> => {
  const shipment = new Shipment(spool, sink, options);
  await shipment.greet();
  for (;;) {
    const { changed, progress } = spool;
    await shipment.sendLogs();
    await shipment.sendResults();
    await shipment.sendArtifacts();
    const run = progress.seal && (await shipment.sendSeal(progress.seal));
    if (run) return run;
    if (!progress.seal) await shipment.wait(changed);
  }
};

/** How far the server is known to have a spool. */
class Shipment {
  readonly #spool: Spool;
  readonly #sink: Sink;
  readonly #options: RetryOptions;
  readonly #offsets = new Map<string, number>();
  readonly #artifacts = new Set<string>();
  #results = 0;
  #greeted = 0;

  constructor(spool: Spool, sink: Sink, options: RetryOptions) {
    this.#spool = spool;
    this.#sink = sink;
    this.#options = options;
  }

  async greet(): Promise<void> {
    await this.#again(() => this.#sink.putRun(this.#spool.input));
    this.#greeted = performance.now();
  }

  async sendLogs(): Promise<void> {
    for (const [log, bytes] of this.#spool.progress.logs)
      while ((this.#offsets.get(log) ?? 0) < bytes) await this.#again(() => this.#sendChunk(log, bytes));
  }

  async sendResults(): Promise<void> {
    const { results } = this.#spool.progress;
    while (this.#results < results.length) {
      const batch = results.slice(this.#results, this.#results + BATCH);
      await this.#again(() => this.#sink.putResults(this.#spool.input.uuid, batch));
      this.#results += batch.length;
    }
  }

  async sendArtifacts(): Promise<void> {
    const { folder, progress, input } = this.#spool;
    for (const artifact of progress.artifacts) {
      if (this.#artifacts.has(artifact.path)) continue;
      const file = join(artifactsFolder(folder), artifact.sha256);
      await this.#again(() => this.#sink.putArtifact(input.uuid, artifact, createReadStream(file)));
      this.#artifacts.add(artifact.path);
    }
  }

  /** Null when the server lacks something, which is to be sent again. */
  sendSeal(seal: Seal): Promise<Run | null> {
    return this.#again(() =>
      this.#sink.seal(this.#spool.input.uuid, seal).catch((error: unknown) => {
        if (error instanceof AppError && this.#isAsked(error)) return null;
        throw error;
      }),
    );
  }

  /** Waits for progress, and gives a sign of life meanwhile when one is due. */
  async wait(changed: Promise<void>): Promise<void> {
    const { signal } = this.#options;
    const due = Math.max(0, this.#greeted + LIMITS.heartbeat - performance.now());
    const awake = new AbortController();
    await Promise.race([
      changed,
      sleep(due, undefined, { signal: AbortSignal.any([signal, awake.signal]) }).catch(() => {}),
    ]);
    awake.abort();
    signal.throwIfAborted();
    if (performance.now() >= this.#greeted + LIMITS.heartbeat) await this.greet();
  }

  async #sendChunk(log: string, bytes: number): Promise<void> {
    const offset = this.#offsets.get(log) ?? 0;
    const chunk = await readChunk(
      logPath(this.#spool.folder, log),
      offset,
      Math.min(LIMITS.chunk, bytes - offset),
    );
    try {
      this.#offsets.set(log, await this.#sink.appendLog(this.#spool.input.uuid, log, offset, chunk));
    } catch (error) {
      if (!this.#goBack(log, error)) throw error;
    }
  }

  /** True when the error asks for what was sent, and counts as sent no more. */
  #isAsked(error: AppError): boolean {
    const { log, artifact } = error.fields;
    if (error.code === "artifact-missing")
      return typeof artifact === "string" && this.#artifacts.delete(artifact);
    return typeof log === "string" && this.#goBack(log, error);
  }

  /** True when the error names the offset to go on from. */
  #goBack(log: string, error: unknown): boolean {
    if (!(error instanceof AppError) || error.code !== "log-gap") return false;
    const next = error.fields["next"];
    if (typeof next !== "number" || next >= (this.#offsets.get(log) ?? 0)) return false;
    this.#offsets.set(log, next);
    return true;
  }

  #again<T>(work: () => Promise<T>): Promise<T> {
    return retry(work, this.#options);
  }
}

const readChunk = async (file: string, offset: number, length: number): Promise<Uint8Array> => {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};
