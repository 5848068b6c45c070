import type { Class } from "../../../model/retention.ts";
import type { Seen } from "../bulk.ts";
import type { Elastic } from "../elastic.ts";
import { getDocument } from "../read.ts";

/** Runs that something is removed of, and where they are: a run that is half removed is found no more by itself. */
export interface Batch {
  readonly what: Exclude<Class, "totals">;
  readonly runs: readonly { readonly run: string; readonly month: string }[];
}

interface Written {
  readonly batch: Batch;
  readonly seen: Seen;
}

const ID = "expiring";

/** The document that says what is being removed, so that whoever comes next completes what broke off. One batch at a time, in the whole cluster. */
export class Journal {
  readonly #elastic: Elastic;
  readonly #index: string;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#index = elastic.indices.single("meta");
  }

  async read(): Promise<Written | null> {
    const place = { index: this.#index, id: ID };
    const found = await getDocument<{ readonly expiring: Batch }>(this.#elastic, place);
    return found === null ? null : { batch: found.source.expiring, seen: found.seen };
  }

  /** Null while another batch is under way. */
  async begin(batch: Batch): Promise<Written | null> {
    const [written] = await this.#elastic.bulk.write([
      { index: this.#index, id: ID, kind: "create", document: { expiring: batch } },
    ]);
    return written?.kind === "written" ? { batch, seen: written.seen } : null;
  }

  /** Does nothing where another process ended it already. */
  async end({ seen }: Written): Promise<void> {
    await this.#elastic.bulk.write([{ index: this.#index, id: ID, kind: "delete", seen }]);
  }
}
