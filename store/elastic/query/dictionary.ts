import type { Elastic } from "../elastic.ts";

/** Distinct values of keywords. What was read is remembered. */
export class Dictionary {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  async values(
    index: string,
    field: string,
  ): Promise<{ readonly values: readonly string[]; readonly complete: boolean }> {
    throw new Error(`not built yet: ${index} ${field} ${this.#elastic.indices.prefix}`);
  }
}
