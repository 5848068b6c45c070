import { createHash } from "node:crypto";
import type { AuditEntry, AuditHead, AuditRow, AuditVerdict } from "../../model/audit.ts";
import { withoutTokens } from "../../model/token.ts";

/** A row as stores keep it: its detail stays the text that was hashed. */
export interface ChainedRow extends Omit<AuditRow, "detail"> {
  readonly detail: string;
}

/** What the first row follows. */
export const START: AuditHead = { seq: 0, hash: "0".repeat(64) };

/** The row that an entry becomes behind the end of a chain. */
export const chained = (entry: AuditEntry, head: AuditHead, time: string): ChainedRow => {
  const row = {
    seq: head.seq + 1,
    time,
    actor: entry.actor,
    token: entry.token,
    name: safeText(entry.name),
    action: entry.action,
    subject: safeText(entry.subject),
    detail: withoutTokens(JSON.stringify(entry.detail).toWellFormed()),
  };
  return { ...row, hash: hashAfter(head.hash, row) };
};

const safeText = (text: string | null): string | null => text && withoutTokens(text.toWellFormed());

/** The row as it is shown. A detail that is no JSON was changed by hand: it is shown as `damaged`. */
export const shownRow = ({ detail, ...row }: ChainedRow): AuditRow => {
  try {
    return { ...row, detail: JSON.parse(detail) as AuditRow["detail"] };
  } catch {
    return { ...row, detail: { damaged: detail } };
  }
};

const hashAfter = (before: string, row: Omit<ChainedRow, "hash">): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        before,
        row.seq,
        row.time,
        row.actor,
        row.token,
        row.name,
        row.action,
        row.subject,
        row.detail,
      ]),
    )
    .digest("hex");

/** A chain as it is stored. */
export interface ChainSource {
  /** Where it ends. */
  head(): Promise<AuditHead>;
  /** The rows behind a sequence number, ascending; none at the end. */
  after(seq: number): Promise<readonly ChainedRow[]>;
}

/** Faults that are told one by one. */
const TOLD = 100;

/** Checks a whole chain, and a head that somebody noted. The chain may grow meanwhile. */
export const verifyChain = async (source: ChainSource, noted: AuditHead | null): Promise<AuditVerdict> => {
  const faults: { seq: number; fault: string }[] = [];
  let last = START;
  let rows = 0;
  let isNoted = noted === null || (noted.seq === START.seq && noted.hash === START.hash);
  for (;;) {
    // read before the rows: an intact chain without further rows ends here
    const end = await source.head();
    const before = last.seq;
    const page = await source.after(before);
    for (const row of page) {
      const fault = faultOf(row, last);
      if (fault !== null) faults.push({ seq: row.seq, fault });
      if (row.seq === noted?.seq) isNoted = row.hash === noted.hash;
      last = { seq: row.seq, hash: row.hash };
    }
    rows += page.length;
    // a number that was changed by hand must not lead back
    if (last.seq > before) continue;
    if (last.seq !== end.seq || last.hash !== end.hash)
      faults.push({ seq: end.seq, fault: `should be the last row, which is row ${last.seq}` });
    if (!isNoted) faults.push({ seq: noted?.seq ?? 0, fault: "is not the row that was noted" });
    return { rows, head: last, faults: faults.slice(0, TOLD) };
  }
};

const faultOf = (row: ChainedRow, last: AuditHead): string | null => {
  if (row.seq !== last.seq + 1) return `follows row ${last.seq}: rows between them are missing`;
  return row.hash === hashAfter(last.hash, row) ? null : "it or the row before it was changed";
};
