import type { Client } from "@elastic/elasticsearch";
import type { Bulk } from "./bulk.ts";
import type { Directory } from "./directory.ts";
import type { Indices } from "./indices.ts";

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

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
    this.#index = parts.indices.single("directory");
  }

  async find(run: string): Promise<string | null> {
    const known = this.#months.get(run);
    if (known !== undefined) return known;
    const answer = await this.#parts.client.get<{ readonly month: string }>(
      { index: this.#index, id: run },
      { ignore: [404] },
    );
    return answer.found && answer._source !== undefined ? this.#remember(run, answer._source.month) : null;
  }

  async claim(run: string, month: string): Promise<string> {
    const [written] = await this.#parts.bulk.write([
      { index: this.#index, id: run, kind: "create", document: { month } },
    ]);
    if (written?.kind === "written") return this.#remember(run, month);
    return (await this.find(run)) ?? this.claim(run, month);
  }

  #remember(run: string, month: string): string {
    if (this.#months.size >= REMEMBERED) this.#months.clear();
    this.#months.set(run, month);
    return month;
  }
}
