import type { Finding } from "../../../model/finding.ts";
import type { Result, ResultInput } from "../../../model/result.ts";
import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";

/** The documents of results and of their findings, and the newest of each series. */
export class Results {
  readonly #elastic: Elastic;
  readonly #runs: Runs;

  constructor(elastic: Elastic, runs: Runs) {
    this.#elastic = elastic;
    this.#runs = runs;
  }

  async find(run: string, position: number): Promise<Result | null> {
    throw new Error(`not built yet: ${run} ${position} ${this.#elastic.indices.prefix} ${this.#runs}`);
  }

  /** Results by id, `RUN.POSITION`; those that there are. */
  async findMany(ids: readonly string[]): Promise<ReadonlyMap<string, Result>> {
    throw new Error(`not built yet: ${ids.length}`);
  }

  /** Findings of results by id; none for one without findings. */
  async findingsOf(results: readonly ResultFields[]): Promise<ReadonlyMap<string, readonly Finding[]>> {
    throw new Error(`not built yet: ${results.length}`);
  }

  /** Adds those that are new; the others must be what is stored. Throws `run-closed`, `result-conflict`, `too-large`, `bad-value`. */
  async put(run: FoundRun, inputs: readonly ResultInput[]): Promise<void> {
    throw new Error(`not built yet: ${run.month} ${inputs.length}`);
  }
}
