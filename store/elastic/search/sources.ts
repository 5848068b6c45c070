import type { Logs } from "../logs/logs.ts";
import type { Sources } from "../query/reading.ts";

/** Logs as searches read them. */
export type SearchedLogs = Pick<Logs, "propose" | "read" | "readLines">;

/** Where searches look. */
export interface SearchSources extends Sources {
  readonly logs: Sources["logs"] & SearchedLogs;
}
