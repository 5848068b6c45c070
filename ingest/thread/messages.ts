import type { ResultInput } from "../../model/result.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";

/** Formats that are read in the thread. */
export type ThreadFormat = "tap" | "resultyaml";

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
  /** Bytes that the reader can take again. */
  readonly taken: number;
  /** After the end. */
  readonly reading: Reading | null;
  /** What went wrong inside. */
  readonly failure: string | null;
}
