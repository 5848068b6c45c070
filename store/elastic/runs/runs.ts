import type { RunInput } from "../../../model/run.ts";
import type { Seen } from "../bulk.ts";
import type { RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";

/** A run as it was read: its month says in which indices all that is the run's is kept. */
export interface FoundRun {
  readonly fields: RunFields;
  readonly month: string;
  readonly seen: Seen;
}

/** The documents of runs. Each is changed by compare and set, so that several processes may write. */
export class Runs {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Null when there is no such run. */
  async get(uuid: string): Promise<FoundRun | null> {
    throw new Error(`not built yet: ${uuid} ${this.#elastic.indices.prefix}`);
  }

  /** Throws `not-found`. */
  async known(uuid: string): Promise<FoundRun> {
    throw new Error(`not built yet: ${uuid}`);
  }

  /** Those of the runs that there are. */
  async getMany(uuids: readonly string[]): Promise<ReadonlyMap<string, FoundRun>> {
    throw new Error(`not built yet: ${uuids.length}`);
  }

  /** Creates the run or updates the given fields. Throws `run-conflict`, `run-closed`, `bad-value`. */
  async put(input: RunInput): Promise<FoundRun> {
    throw new Error(`not built yet: ${input.uuid}`);
  }

  /** Replaces the run's fields by what `edit` makes of them, which is called again when another was faster; nothing is written when it answers
      null. What it throws is thrown, and so is `not-found`. */
  async change(uuid: string, edit: (fields: RunFields) => RunFields | null): Promise<FoundRun> {
    throw new Error(`not built yet: ${uuid} ${edit.length}`);
  }

  /** Notes that something arrived from the run's runner, at most once in a second. Does nothing for a sealed run. */
  async hear(uuid: string): Promise<void> {
    throw new Error(`not built yet: ${uuid}`);
  }
}
