import type { Page } from "../../../model/page.ts";
import type { Paging, Selection } from "../../store.ts";
import type { RunFields } from "../documents.ts";
import type { Sources } from "../query/reading.ts";

/** One page of runs by creation, ties by uuid. */
export const findRuns = async (
  sources: Sources,
  selection: Selection,
  paging: Paging,
): Promise<Page<RunFields>> => {
  throw new Error(
    `not built yet: ${sources.elastic.indices.prefix} ${selection.window.from} ${paging.limit}`,
  );
};
