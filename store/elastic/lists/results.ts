import type { Page } from "../../../model/page.ts";
import type { Result } from "../../../model/result.ts";
import type { Paging, Selection } from "../../store.ts";
import type { Sources } from "../query/reading.ts";

/** One page of results by submit time, ties by run and position. */
export const findResults = async (
  sources: Sources,
  selection: Selection,
  paging: Paging,
): Promise<Page<Result>> => {
  throw new Error(
    `not built yet: ${sources.elastic.indices.prefix} ${selection.window.from} ${paging.limit}`,
  );
};
