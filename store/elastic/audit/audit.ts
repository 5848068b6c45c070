import type { AuditEntry, AuditHead, AuditRow, AuditVerdict } from "../../../model/audit.ts";
import { toTime } from "../../../model/time.ts";
import type { AuditTrail } from "../../audit.ts";
import { chained, type ChainedRow, shownRow, START, verifyChain } from "../../record/audit-chain.ts";
import type { Elastic } from "../elastic.ts";
import { guarded } from "../failure.ts";
import { getDocument, getDocuments } from "../read.ts";

/** Rows that are read at a time. */
const PAGE = 1000;

const HEAD = "head";

/** The audit trail of a cluster. A row is created under its sequence number, which only one process can: the others chain theirs behind it.
    Everything is read by id, so that no refresh is waited for. */
export class ElasticAudit implements AuditTrail {
  readonly #elastic: Elastic;
  readonly #index: string;
  #last: AuditHead | null = null;
  #appending: Promise<unknown> = Promise.resolve();

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#index = elastic.indices.single("audit");
  }

  append(entry: AuditEntry): Promise<AuditRow> {
    const row = this.#appending.then(() => this.#append(entry));
    this.#appending = row.catch(() => null);
    return row;
  }

  async list(before: number | null, limit: number): Promise<readonly AuditRow[]> {
    const end = Math.min(before ?? Infinity, (await this.#end()).seq + 1);
    const ids = Array.from({ length: Math.max(0, Math.min(limit, end - 1)) }, (_, at) => end - 1 - at);
    return (await this.#rows(ids)).map(shownRow);
  }

  verify(noted: AuditHead | null): Promise<AuditVerdict> {
    const after = (seq: number) => this.#rows(Array.from({ length: PAGE }, (_, at) => seq + 1 + at));
    return verifyChain({ head: () => this.#end(), after }, noted);
  }

  async #append(entry: AuditEntry): Promise<AuditRow> {
    for (;;) {
      const row = chained(entry, (this.#last ??= await this.#end()), toTime(this.#elastic.now()));
      const { seq, hash } = row;
      const [written] = await this.#elastic.bulk.write([
        { index: this.#index, id: String(seq), kind: "create", document: row },
      ]);
      this.#last = null;
      if (written?.kind !== "written") continue;
      // may come too late: then a later end is noted already
      await this.#elastic.bulk.write([
        { index: this.#index, id: HEAD, kind: "index", document: { seq, hash }, version: seq },
      ]);
      this.#last = { seq, hash };
      return shownRow(row);
    }
  }

  /** Where the chain ends: the noted head, or a row behind it whose process was ended before it could note it. */
  async #end(): Promise<AuditHead> {
    const noted = await guarded(() =>
      getDocument<AuditHead>(this.#elastic, { index: this.#index, id: HEAD }),
    );
    let head = noted?.source ?? START;
    for (;;) {
      const [next] = await this.#rows([head.seq + 1]);
      if (next === undefined) return head;
      head = { seq: head.seq + 1, hash: next.hash };
    }
  }

  /** Those rows that there are, in the order asked for. */
  async #rows(ids: readonly number[]): Promise<ChainedRow[]> {
    const places = ids.map((id) => ({ index: this.#index, id: String(id) }));
    const rows = await guarded(() => getDocuments<ChainedRow>(this.#elastic, places));
    return rows.map(({ source }) => source);
  }
}
