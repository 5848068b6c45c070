import type { CountKey, CountRow, Selection } from "../../store.ts";
import type { Sources } from "../query/reading.ts";

/** What a count asks for. */
export interface Counting {
  readonly selection: Selection;
  readonly by: readonly CountKey[];
  /** Only the newest result of each (check, item, type, arch, scenario). */
  readonly latest: boolean;
}

/** Counts per combination of keys. */
export const count = async (sources: Sources, counting: Counting): Promise<CountRow[]> => {
  throw new Error(`not built yet: ${sources.elastic.indices.prefix} ${counting.by.length}`);
};
