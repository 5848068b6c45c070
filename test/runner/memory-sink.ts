import { createHash } from "node:crypto";
import type { Sink } from "../../ingest/sink.ts";
import { AppError } from "../../model/errors.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { ResultInput } from "../../model/result.ts";
import type { Run, RunInput, Seal } from "../../model/run.ts";

/** A server's side of shipping, in memory: keeps offsets, refuses gaps and closed runs, keeps artifacts, verifies the seal. */
export class MemorySink implements Sink {
  readonly logs = new Map<string, Buffer>();
  readonly results = new Map<number, ResultInput>();
  readonly artifacts = new Map<string, Buffer>();
  readonly calls: string[] = [];
  run: RunInput | null = null;
  sealed: Seal | null = null;
  closed = false;
  /** Called before each call; may throw what a server would answer. */
  before: (call: string) => void = () => {};
  /** Called after each call took effect: the answer is lost when it throws. */
  after: (call: string) => void = () => {};

  async putRun(input: RunInput): Promise<void> {
    this.#call("putRun", () => (this.run = input));
  }

  async appendLog(_run: string, log: string, offset: number, bytes: Uint8Array): Promise<number> {
    return this.#call("appendLog", () => {
      const old = this.logs.get(log) ?? Buffer.alloc(0);
      if (offset > old.length) throw new AppError("log-gap", "bytes are missing", { next: old.length });
      const same = old.subarray(offset, offset + bytes.length);
      if (!same.equals(bytes.subarray(0, same.length)))
        throw new AppError("log-conflict", "other bytes are stored");
      const joined = Buffer.concat([old, bytes.subarray(same.length)]);
      this.logs.set(log, joined);
      return joined.length;
    });
  }

  async putResults(_run: string, results: readonly ResultInput[]): Promise<void> {
    this.#call("putResults", () => results.forEach((result) => this.results.set(result.position, result)));
  }

  async putArtifact(
    _run: string,
    { path, sha256 }: Artifact,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    this.#call("putArtifact", () => {
      const whole = Buffer.concat(parts);
      const found = createHash("sha256").update(whole).digest("hex");
      if (found !== sha256) throw new AppError("bad-value", `${path} is not what was announced`);
      if (this.artifacts.get(path)?.equals(whole) === false)
        throw new AppError("artifact-conflict", `another ${path} is stored`);
      this.artifacts.set(path, whole);
    });
  }

  async seal(_run: string, seal: Seal): Promise<Run> {
    return this.#call("seal", () => {
      for (const { name, bytes, sha256 } of seal.logs) {
        const log = this.logs.get(name) ?? Buffer.alloc(0);
        if (log.length < bytes)
          throw new AppError("log-gap", "bytes are missing", { log: name, next: log.length });
        const found = createHash("sha256").update(log).digest("hex");
        if (found !== sha256) throw new AppError("seal-mismatch", `${name} is not what was sealed`);
      }
      for (const { path } of seal.artifacts ?? [])
        if (!this.artifacts.has(path))
          throw new AppError("artifact-missing", "an artifact is missing", { artifact: path });
      this.sealed = seal;
      // The runner only looks at whether it got an answer.
      return { uuid: this.run?.uuid } as Run;
    });
  }

  #call<T>(name: string, effect: () => T): T {
    this.calls.push(name);
    this.before(name);
    if (this.closed) throw new AppError("run-closed", "the run is sealed");
    const answer = effect();
    this.after(name);
    return answer;
  }
}
