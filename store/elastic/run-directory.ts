import type { Client } from "@elastic/elasticsearch";
import type { Bulk } from "./bulk.ts";
import type { Directory } from "./directory.ts";
import type { Indices } from "./indices.ts";
import { Months } from "./months.ts";
import { getDocuments } from "./read.ts";

/** Runs whose month is remembered. */
const REMEMBERED = 100_000;

interface DirectoryParts {
  readonly client: Client;
  readonly bulk: Bulk;
  readonly indices: Indices;
}

/** The index `directory`: a document for each run. */
export class RunDirectory implements Directory {
  readonly #parts: DirectoryParts;
  readonly #index: string;
  readonly #months = new Map<string, string>();
  readonly #indices: Months;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
    this.#indices = new Months(parts.client, parts.indices);
    this.#index = parts.indices.single("directory");
  }

  async find(run: string): Promise<string | null> {
    return (await this.findMany([run])).get(run) ?? null;
  }

  async findMany(runs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const places = runs
      .filter((run) => !this.#months.has(run))
      .map((run) => ({ index: this.#index, id: run }));
    const found = await getDocuments<{ readonly month: string }>(this.#parts, places);
    for (const { id, source } of found) this.#remember(id, source.month);
    return new Map(runs.flatMap((run) => [...this.#known(run)]));
  }

  async claim(run: string, month: string): Promise<string> {
    const write = { index: this.#index, id: run, kind: "create", document: { month } } as const;
    const [[written]] = await Promise.all([this.#parts.bulk.write([write]), this.#indices.make(month)]);
    if (written?.kind === "written") {
      this.#remember(run, month);
      return month;
    }
    return (await this.find(run)) ?? this.claim(run, month);
  }

  *#known(run: string): Generator<readonly [string, string]> {
    const month = this.#months.get(run);
    if (month !== undefined) yield [run, month];
  }

  #remember(run: string, month: string): void {
    const oldest = this.#months.keys().next();
    if (this.#months.size >= REMEMBERED && oldest.done !== true) this.#months.delete(oldest.value);
    this.#months.set(run, month);
  }
}
