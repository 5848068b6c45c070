import { createHash } from "node:crypto";
import type { Finding } from "../../../model/finding.ts";
import { isAfter } from "../../record/order.ts";
import type { Write } from "../bulk.ts";
import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { type Found, getDocuments } from "../read.ts";
import { resultDocument } from "../schema/result-document.ts";
import type { Kept } from "./fields.ts";
import { resultId } from "./shown.ts";

interface LatestSource {
  readonly taskotron: ResultFields;
}

/** The `_id` of the newest result of a check of an item and its variants. */
export const seriesId = ({ check, item, type, arch, scenario }: ResultFields): string =>
  createHash("sha256")
    .update(JSON.stringify([check, item, type, arch, scenario]))
    .digest("base64url");

/** The index `latest`: the newest result of each (check, item, type, arch, scenario). Any order of arrival leaves the same. */
export class Latest {
  readonly #elastic: Elastic;
  readonly #index: string;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#index = elastic.indices.single("latest");
  }

  /** Takes in results; those that it has taken in before change nothing. */
  async add(results: readonly Kept[]): Promise<void> {
    let newest = newestOf(results);
    while (newest.size > 0) {
      const there = await this.#find([...newest.keys()]);
      const writes = [...newest].flatMap(([id, result]) => this.#write(id, result, there.get(id)) ?? []);
      const written = await this.#elastic.bulk.write(writes);
      const faster = writes.filter((_, at) => written[at]?.kind === "conflict").map(({ id }) => id);
      newest = new Map([...newest].filter(([id]) => faster.includes(id)));
    }
  }

  /** Makes these the newest of their series, whatever there is. */
  async set(
    results: readonly ResultFields[],
    findings: ReadonlyMap<string, readonly Finding[]>,
  ): Promise<void> {
    await this.#elastic.bulk.write(
      results.map((fields) => ({
        index: this.#index,
        id: seriesId(fields),
        kind: "index",
        document: resultDocument(fields, findings.get(resultId(fields)) ?? []),
      })),
    );
  }

  async #find(ids: readonly string[]): Promise<ReadonlyMap<string, Found<LatestSource>>> {
    const places = ids.map((id) => ({ index: this.#index, id }));
    const found = await getDocuments<LatestSource>(this.#elastic, places);
    return new Map(found.map((document) => [document.id, document]));
  }

  #write(id: string, { fields, findings }: Kept, there: Found<LatestSource> | undefined): Write | null {
    const document = resultDocument(fields, findings);
    if (there === undefined) return { index: this.#index, id, kind: "create", document };
    if (!isAfter(fields, there.source.taskotron)) return null;
    return { index: this.#index, id, kind: "index", document, seen: there.seen };
  }
}

const newestOf = (results: readonly Kept[]): Map<string, Kept> => {
  const newest = new Map<string, Kept>();
  for (const result of results) {
    const id = seriesId(result.fields);
    const known = newest.get(id);
    if (known === undefined || isAfter(result.fields, known.fields)) newest.set(id, result);
  }
  return newest;
};
