import type { ResultInput } from "../../model/result.ts";
import type { ReaderDefaults, Reading, ReportFormat } from "../reader.ts";

/** Formats that are read in the thread. */
export type ThreadFormat = Exclude<ReportFormat, "log">;

/** What the thread is asked. Every request has one reply. */
export type Request =
  | {
      readonly kind: "open";
      readonly reader: number;
      readonly format: ThreadFormat;
      readonly defaults: ReaderDefaults;
    }
  | { readonly kind: "bytes"; readonly reader: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end"; readonly reader: number };

export interface Reply {
  readonly reader: number;
  /** Results that were read since the last reply. */
  readonly results: readonly ResultInput[];
  /** What the tool printed of each of them. */
  readonly outputs: readonly (string | null)[];
  /** Bytes that the reader can take again. */
  readonly taken: number;
  /** After the end. */
  readonly reading: Reading | null;
  /** What went wrong inside. */
  readonly failure: string | null;
}
