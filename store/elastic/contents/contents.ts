import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "../../../model/errors.ts";
import { isFinal } from "../../../model/run.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { Closing, ContentsFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { type Found, getDocument, getDocuments } from "../read.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { Edits } from "./edits.ts";

/** Milliseconds between two looks whether a seal has been verified, and how many looks. */
const PAUSE = 100;
const LOOKS = 20;

/** Milliseconds after which whoever verified a seal, and has said nothing more, is not there any more. */
const STALE = 30_000;

type RunPlace = Pick<FoundRun, "fields" | "month">;

interface ContentsDocument {
  readonly contents: ContentsFields;
}

/** What each run has: names of its logs, and its artifacts. */
export class Contents {
  readonly #elastic: Elastic;
  readonly #runs: Pick<Runs, "known">;
  readonly #edits = new Edits<ContentsFields>();

  constructor(elastic: Elastic, runs: Pick<Runs, "known">) {
    this.#elastic = elastic;
    this.#runs = runs;
  }

  async get(run: string): Promise<ContentsFields> {
    return (await this.getMany([run])).get(run) ?? nothing(run);
  }

  /** Of those runs that have any. */
  async getMany(runs: readonly string[]): Promise<ReadonlyMap<string, ContentsFields>> {
    const months = await this.#elastic.directory.findMany(runs);
    const places = [...months].map(([run, month]) => this.#place(run, month));
    const found = await getDocuments<ContentsDocument>(this.#elastic, places);
    return new Map(found.map(({ id, source }) => [id, source.contents]));
  }

  /** Adds to what the run has; waits while a seal is being verified, which may fail. Throws `run-closed`, `busy`, and what `edit` throws. */
  async add(run: RunPlace, edit: (contents: ContentsFields) => ContentsFields): Promise<ContentsFields> {
    let isOpen = ({ closed }: ContentsFields): boolean => closed === null;
    for (let look = 0; look < LOOKS; look++) {
      const contents = await this.change(run, (before) =>
        isOpen(before) ? edit(before.closed === null ? before : { ...before, closed: null }) : before,
      );
      if (contents.closed === null) return contents;
      await this.#refuseFinal(run);
      isOpen = ({ closed }) => closed === null || this.#isStale(closed);
      await pause(PAUSE);
    }
    throw new AppError("busy", `the seal of run ${run.fields.run} is being verified; try again`);
  }

  /** Lets the run take nothing new, for whoever is named. Throws `run-closed`, and `busy` while another verifies a seal. */
  async close(run: RunPlace, by: string): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      const { closed } = await this.change(run, (before) =>
        before.closed === null || before.closed.by === by || this.#isStale(before.closed)
          ? { ...before, closed: { by, at: this.#elastic.now() } }
          : before,
      );
      if (closed?.by === by) return;
      await this.#refuseFinal(run);
      await pause(PAUSE);
    }
    throw new AppError("busy", `another seal of run ${run.fields.run} is being verified; try again`);
  }

  /** Calls `edit` again when another was faster. It must answer what it was given where nothing changes. */
  change(run: RunPlace, edit: (contents: ContentsFields) => ContentsFields): Promise<ContentsFields> {
    const place = this.#place(run.fields.run, run.month);
    return this.#edits.make(place.id, edit, {
      read: async () => {
        const found = await getDocument<ContentsDocument>(this.#elastic, place);
        return { value: found?.source.contents ?? nothing(place.id), found };
      },
      write: (contents, found) => this.#write(run, contents, found),
    });
  }

  async #write(run: RunPlace, contents: ContentsFields, found: Found<unknown> | null): Promise<boolean> {
    const { begin } = run.fields;
    const document = { "@timestamp": begin, taskotron: { run: contents.run }, contents };
    const place = this.#place(contents.run, run.month);
    const [written] = await this.#elastic.bulk.write([
      found === null
        ? { ...place, kind: "create", document }
        : { ...place, kind: "index", document, seen: found.seen },
    ]);
    return written?.kind === "written";
  }

  async #refuseFinal({ fields: { run } }: RunPlace): Promise<void> {
    if (isFinal((await this.#runs.known(run)).fields.state)) throw runClosed(run);
  }

  #isStale({ at }: Closing): boolean {
    return this.#elastic.now() - at > STALE;
  }

  #place(run: string, month: string) {
    return { index: this.#elastic.indices.of("logs", month), id: run };
  }
}

const nothing = (run: string): ContentsFields => ({
  run,
  logs: [],
  artifacts: [],
  uploads: [],
  closed: null,
});
