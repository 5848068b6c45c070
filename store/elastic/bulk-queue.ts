import type { Seen, Write, Written } from "./bulk.ts";

/** One write on its way: what is sent of it, and where its answer goes. */
export interface Item {
  /** Its lines of a bulk request. */
  readonly lines: readonly string[];
  readonly bytes: number;
  readonly settle: (written: Written) => void;
  readonly fail: (error: Error) => void;
}

/** Bytes of one request. */
const REQUEST = 8 << 20;

/** Writes that wait to be sent, oldest first. */
export class BulkQueue {
  #items: Item[] = [];

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  push(items: readonly Item[]): void {
    for (const item of items) this.#items.push(item);
  }

  /** As many as fit one request, and at least one. */
  take(): Item[] {
    let bytes = 0;
    let count = 0;
    for (const item of this.#items) {
      bytes += item.bytes;
      if (count > 0 && bytes > REQUEST) break;
      count++;
    }
    return this.#items.splice(0, count);
  }
}

/** A write as a bulk request has it. */
export const linesOf = ({ index, id, kind, document, version, seen }: Write): string[] => {
  const action = {
    _index: index,
    _id: id,
    ...(version === undefined ? {} : { version, version_type: "external" }),
    ...(seen === undefined ? {} : seenParameters(seen)),
  };
  const head = JSON.stringify({ [kind]: action });
  return kind === "delete" ? [head] : [head, JSON.stringify(document)];
};

const seenParameters = ({ seqNo, primaryTerm }: Seen): object => ({
  if_seq_no: seqNo,
  if_primary_term: primaryTerm,
});
