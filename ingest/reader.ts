import type { Problem } from "../model/problem.ts";
import type { ResultInput } from "../model/result.ts";

/** What results take from their run where the output does not say. */
export interface ReaderDefaults {
  readonly task: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  /** Name of the log that the output is kept in. */
  readonly log: string;
}

/** What a whole output amounted to. */
export interface Reading {
  readonly results: number;
  /** Points that the plan announced; null without a plan. */
  readonly plan: number | null;
  /** The reason given with `Bail out!`, empty for none given; null when the task did not give up. */
  readonly bailout: string | null;
  readonly problems: readonly Problem[];
}

/** Reads a task's output while it is printed. Bytes may be split anywhere. */
export interface Reader {
  /** Resolves when the reader can take more. */
  write(bytes: Uint8Array): Promise<void>;

  /** Resolves after the last result was told. */
  end(): Promise<Reading>;
}

/** Takes results, and of each what its tool printed, where the file holds that as a text of its own; null where it does not. */
export type Tell = (results: readonly ResultInput[], outputs?: readonly (string | null)[]) => void;

/** Makes a reader that tells each result once, in order of position. */
export type OpenReader = (defaults: ReaderDefaults, tell: Tell) => Reader;

/** Formats of a file with results; `log` is one in which none is known. */
export const REPORT_FORMATS = ["tap", "resultyaml", "junit", "subunit", "gotest", "libtest", "log"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a file with results says. */
export interface Report {
  readonly format: ReportFormat;
  readonly results: readonly ResultInput[];
  /** Of each result what its tool printed, where the file holds that as a text of its own. */
  readonly outputs: readonly (string | null)[];
  readonly reading: Reading;
}

/** Reads a whole file with results; `auto` goes by its content. What is wrong in it is a problem of the reading, never an error. */
export type ReadReport = (
  bytes: Uint8Array,
  format: ReportFormat | "auto",
  defaults: ReaderDefaults,
) => Promise<Report>;
