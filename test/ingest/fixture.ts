import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../ingest/report.ts";
import type { Report, ReportFormat } from "../../ingest/reader.ts";
import { DEFAULTS } from "./tap/read.ts";

export const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, "../fixtures", name));

/** Reads a text as a whole; its format is found out unless given. */
export const readText = (
  text: string | Uint8Array,
  format: ReportFormat | "auto" = "auto",
): Promise<Report> => readReport(Buffer.from(text), format, DEFAULTS);

/** What a report says, one line a result. */
export const lines = ({ results }: Report): readonly string[] =>
  results.map(({ check, outcome, note }) =>
    [check, outcome, note].filter((each) => each !== null).join(" | "),
  );

export const kinds = ({ reading }: Report): readonly string[] => reading.problems.map(({ kind }) => kind);
