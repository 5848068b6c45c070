import type { Seen } from "../bulk.ts";
import type { LogFields, RunFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { getDocument, getDocuments } from "../read.ts";
import type { FoundRun } from "../runs/runs.ts";
import { headId, keyOf, type LogKey } from "./keys.ts";

/** How far a log has been acknowledged, as it was read. */
export interface Head {
  readonly fields: LogFields;
  readonly seen: Seen;
}

interface HeadDocument {
  readonly taskotron: LogFields;
}

/** The documents of logs, which are written after their blocks, by compare and set: what a head says is there. */
export class Heads {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Null while nothing has arrived. */
  async get(key: LogKey): Promise<Head | null> {
    const found = await getDocument<HeadDocument>(this.#elastic, this.#place(key));
    return found === null ? null : { fields: found.source.taskotron, seen: found.seen };
  }

  /** Those that there are, in the order asked for. */
  async getMany(keys: readonly LogKey[]): Promise<LogFields[]> {
    const places = keys.map((key) => this.#place(key));
    const found = await getDocuments<HeadDocument>(this.#elastic, places);
    return found.map(({ source }) => source.taskotron);
  }

  /** Writes the fields if the head is still as it was; null when it is not. */
  async replace(run: FoundRun, before: Head | null, fields: LogFields): Promise<Head | null> {
    const write = { ...this.#place(keyOf(run, fields.log)), document: headDocument(run.fields, fields) };
    const [written] = await this.#elastic.bulk.write([
      before === null ? { ...write, kind: "create" } : { ...write, kind: "index", seen: before.seen },
    ]);
    return written?.kind === "written" ? { fields, seen: written.seen } : null;
  }

  #place(key: LogKey) {
    return { index: this.#elastic.indices.of("logs", key.month), id: headId(key) };
  }
}

/** What a log's document and those of its blocks say for people with Kibana. */
export const ecsOf = (run: RunFields, log: string, offset?: number): object => ({
  "@timestamp": run.begin,
  package: { name: run.package, version: run.version },
  host: { name: run.runner },
  log: { file: { path: log }, ...(offset === undefined ? {} : { offset }) },
});

/** The document of a log. */
export const headDocument = (run: RunFields, fields: LogFields): object => ({
  ...ecsOf(run, fields.log),
  taskotron: fields,
});
