import type { Selection } from "../../store.ts";
import type { Sources } from "../query/reading.ts";

/** Runs in the selection, and those that are sealed and not ok. */
export const countRuns = async (
  sources: Sources,
  selection: Selection,
): Promise<{ readonly runs: number; readonly failed: number }> => {
  throw new Error(`not built yet: ${sources.elastic.indices.prefix} ${selection.window.from}`);
};
