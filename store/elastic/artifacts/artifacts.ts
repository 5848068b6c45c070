import type { Artifact } from "../../../model/artifact.ts";
import type { ArtifactPlace } from "../../store.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";

const notYet = async (): Promise<never> => {
  throw new Error("not built yet");
};

/** The artifacts of runs. */
export class Artifacts {
  readonly #elastic: Elastic;
  readonly #runs: Pick<Runs, "known" | "hear">;

  constructor(elastic: Elastic, runs: Pick<Runs, "known" | "hear">) {
    this.#elastic = elastic;
    this.#runs = runs;
  }

  /** Throws what `Store.putArtifact` throws. */
  put(_place: ArtifactPlace, _content: AsyncIterable<Uint8Array>): Promise<Artifact> {
    return notYet();
  }

  /** Artifacts of each run by path. */
  list(_runs: readonly string[]): Promise<ReadonlyMap<string, readonly Artifact[]>> {
    return notYet();
  }

  /** Bytes `start` ≤ offset < `end`. Throws `not-found`. */
  async *read(_run: string, _path: string, _start: number, _end: number): AsyncGenerator<Uint8Array> {
    await notYet();
  }

  /** Removes what uploads that broke off have left. */
  dropLeftovers(_run: FoundRun): Promise<void> {
    return notYet();
  }

  /** Removes the content of the run's artifacts, and keeps what is known of them. */
  expire(_run: string): Promise<void> {
    return notYet();
  }

  remove(_run: string): Promise<void> {
    return notYet();
  }
}
