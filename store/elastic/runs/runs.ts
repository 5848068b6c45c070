import { isFinal, type RunInput } from "../../../model/run.ts";
import { noRun } from "../../record/run-changes.ts";
import type { Seen } from "../bulk.ts";
import type { RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { InTurn } from "../in-turn.ts";
import { monthOf } from "../indices.ts";
import { type Found, getDocument, getDocuments } from "../read.ts";
import { fieldsOf, type Kept } from "../schema/keywords.ts";
import { runDocument } from "../schema/run-document.ts";
import { newRun, putAgain } from "./fields.ts";
import { Heard } from "./heard.ts";

/** A run as it was read: its month says in which indices all that is the run's is kept. */
export interface FoundRun {
  readonly fields: RunFields;
  readonly month: string;
  readonly seen: Seen;
}

/** The documents of runs. Each is changed by compare and set, so that several processes may write. */
export class Runs {
  readonly #elastic: Elastic;
  readonly #turns = new InTurn();
  readonly #heard = new Heard();

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Null when there is no such run. */
  async get(uuid: string): Promise<FoundRun | null> {
    const month = await this.#elastic.directory.find(uuid);
    return month === null ? null : this.#read(uuid, month);
  }

  /** Throws `not-found`. */
  async known(uuid: string): Promise<FoundRun> {
    const run = await this.get(uuid);
    if (run === null) throw noRun(uuid);
    return run;
  }

  /** Those of the runs that there are. */
  async getMany(uuids: readonly string[]): Promise<ReadonlyMap<string, FoundRun>> {
    const months = await this.#elastic.directory.findMany(uuids);
    const places = [...months].map(([id, month]) => this.#place(id, month));
    const found = await getDocuments<Kept<RunFields>>(this.#elastic, places);
    return new Map(found.map((run) => [run.id, foundRun(run, months.get(run.id) ?? "")]));
  }

  /** Creates the run or updates the given fields. Throws `run-conflict`, `run-closed`, `bad-value`. */
  async put(input: RunInput): Promise<FoundRun> {
    const { directory, now } = this.#elastic;
    const { uuid } = input;
    const fresh = newRun(input, now());
    const month = (await directory.find(uuid)) ?? (await directory.claim(uuid, monthOf(fresh.created)));
    return this.#turns.do(uuid, async () => {
      for (;;) {
        const found = await this.#read(uuid, month);
        const edited = found === null ? fresh : putAgain(found.fields, input, now());
        const run = await this.#write({ found, month, edited });
        if (run !== null) return run;
      }
    });
  }

  /** Replaces the run's fields by what `edit` makes of them, which is called again when another was faster; nothing is written when it answers
      null. What it throws is thrown, and so is `not-found`. */
  change(uuid: string, edit: (fields: RunFields) => RunFields | null): Promise<FoundRun> {
    return this.#turns.do(uuid, async () => {
      for (;;) {
        const found = await this.known(uuid);
        const run = await this.#write({ found, month: found.month, edited: edit(found.fields) });
        if (run !== null) return run;
      }
    });
  }

  /** Writes the fields if the run is still as it was found; null when it is not. */
  replace(found: FoundRun, fields: RunFields): Promise<FoundRun | null> {
    return this.#write({ found, month: found.month, edited: fields });
  }

  /** Notes that something arrived from the run's runner, at most once in a second. Does nothing for a sealed run. */
  async hear(uuid: string): Promise<void> {
    const now = this.#elastic.now();
    if (!this.#heard.isNews(uuid, now)) return;
    await this.change(uuid, (run) =>
      isFinal(run.state) || run.heard >= now ? null : { ...run, heard: now },
    );
  }

  async #read(uuid: string, month: string): Promise<FoundRun | null> {
    const found = await getDocument<Kept<RunFields>>(this.#elastic, this.#place(uuid, month));
    return found === null ? null : foundRun(found, month);
  }

  async #write({ found, month, edited }: Edit): Promise<FoundRun | null> {
    if (edited === null) return found;
    const write = { ...this.#place(edited.run, month), document: runDocument(edited) };
    const [written] = await this.#elastic.bulk.write([
      found === null ? { ...write, kind: "create" } : { ...write, kind: "index", seen: found.seen },
    ]);
    return written?.kind === "written" ? { fields: edited, month, seen: written.seen } : null;
  }

  #place(uuid: string, month: string) {
    return { index: this.#elastic.indices.of("runs", month), id: uuid };
  }
}

interface Edit {
  readonly found: FoundRun | null;
  readonly month: string;
  readonly edited: RunFields | null;
}

const foundRun = ({ source, seen }: Found<Kept<RunFields>>, month: string): FoundRun => ({
  fields: fieldsOf(source),
  month,
  seen,
});
