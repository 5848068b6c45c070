import type { AuditEntry, AuditHead, AuditRow, AuditVerdict } from "../model/audit.ts";

/** A list of what was done by whom, which only grows. Each row carries the SHA-256 of itself and of the hash before it, so that a row which is
    changed or removed later is found. Any number of processes append to the one chain. */
export interface AuditTrail {
  /** Resolves when the row is durable. Secrets of the form of a token are cut from it. */
  append(entry: AuditEntry): Promise<AuditRow>;

  /** The newest rows before a sequence number (null: from the end), newest first. */
  list(before: number | null, limit: number): Promise<readonly AuditRow[]>;

  /** Reads the whole trail. With `noted`, a head that was noted before must still be in it. */
  verify(noted: AuditHead | null): Promise<AuditVerdict>;
}
