import type { Artifact } from "../model/artifact.ts";
import type { ResultInput } from "../model/result.ts";
import type { Run, RunInput, Seal } from "../model/run.ts";

/** What a runner ships a run to: the store of this process, or a server over HTTP. Every call resolves when its effect is durable and may be
    repeated; the errors are those of `Store`. */
export interface Sink {
  putRun(input: RunInput): Promise<void>;

  /** Answers the offset that is expected next. */
  appendLog(run: string, log: string, offset: number, bytes: Uint8Array): Promise<number>;

  putResults(run: string, results: readonly ResultInput[]): Promise<void>;

  /** Sends a whole file. It may end before it has read the content, where the file is there already. */
  putArtifact(run: string, artifact: Artifact, content: AsyncIterable<Uint8Array>): Promise<void>;

  seal(run: string, seal: Seal): Promise<Run>;
}
