import type { LogFields, ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { Results } from "../results/results.ts";
import type { Runs } from "../runs/runs.ts";
import { Dictionary } from "./dictionary.ts";

/** What reads of the store look things up in. */
export interface Sources {
  readonly elastic: Elastic;
  readonly runs: Pick<Runs, "getMany">;
  readonly results: Pick<Results, "findingsOf">;
  readonly logs: { list(runs: readonly string[]): Promise<ReadonlyMap<string, readonly LogFields[]>> };
}

/** The newest result of a series, or the one before. */
export type SeriesEnd = Pick<ResultFields, "run" | "position" | "outcome">;

/** One read of the store, which sees every write that was acknowledged before it began. */
export interface Reading extends Sources {
  readonly now: number;
  readonly dictionary: Dictionary;
  /** The two newest results of each series that was looked up, newest first. */
  readonly ends: Map<string, readonly SeriesEnd[]>;
}

export const startReading = async (sources: Sources): Promise<Reading> => {
  const { elastic } = sources;
  await elastic.refreshed();
  return { ...sources, now: elastic.now(), dictionary: new Dictionary(elastic), ends: new Map() };
};
