import type { Finding } from "../../../model/finding.ts";
import type { Write } from "../bulk.ts";
import type { FindingsFields, ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { getDocuments } from "../read.ts";
import { fieldsOf, type Kept as KeptSource } from "../schema/keywords.ts";
import { findingsDocument, resultDocument } from "../schema/result-document.ts";
import type { Kept } from "./fields.ts";

/** The documents of results and of findings of one month. */
export class ResultDocuments {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Those results that there are. */
  async find(month: string, ids: readonly string[]): Promise<ReadonlyMap<string, ResultFields>> {
    const index = this.#elastic.indices.of("results", month);
    const found = await getDocuments<KeptSource<ResultFields>>(
      this.#elastic,
      ids.map((id) => ({ index, id })),
    );
    return new Map(found.map(({ id, source }) => [id, fieldsOf(source)]));
  }

  /** Findings by the id of their document; those that there are. */
  async findings(month: string, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const index = this.#elastic.indices.of("findings", month);
    const found = await getDocuments<{ readonly taskotron: FindingsFields }>(
      this.#elastic,
      ids.map((id) => ({ index, id })),
    );
    return new Map(found.map(({ id, source }) => [id, source.taskotron.findings]));
  }

  /** Creates results, their findings first, and answers those whose position was free. */
  async create(month: string, results: readonly Kept[]): Promise<readonly Kept[]> {
    await this.#elastic.bulk.write(results.flatMap((result) => this.#findingsOf(month, result) ?? []));
    const index = this.#elastic.indices.of("results", month);
    const written = await this.#elastic.bulk.write(
      results.map(({ id, fields, findings }) => ({
        index,
        id,
        kind: "create",
        document: resultDocument(fields, findings),
      })),
    );
    return results.filter((_, at) => written[at]?.kind === "written");
  }

  /** Removes results with their findings. */
  async remove(month: string, results: readonly Kept[]): Promise<void> {
    const { indices, bulk } = this.#elastic;
    const removal = (kind: "results" | "findings", id: string): Write => ({
      index: indices.of(kind, month),
      id,
      kind: "delete",
    });
    await bulk.write(results.map(({ id }) => removal("results", id)));
    const ids = results.map(({ fields }) => fields.findings_id).filter((id) => id !== null);
    await bulk.write(ids.map((id) => removal("findings", id)));
  }

  #findingsOf(month: string, { fields, findings }: Kept): Write | null {
    if (fields.findings_id === null) return null;
    const { run, position, submit_time: time } = fields;
    return {
      index: this.#elastic.indices.of("findings", month),
      id: fields.findings_id,
      kind: "index",
      document: findingsDocument({ run, position, findings }, time),
    };
  }
}
