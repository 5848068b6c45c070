import type { Page } from "../../../model/page.ts";
import type { Paging, Selection } from "../../store.ts";
import type { RunFields } from "../documents.ts";
import { selectedRuns } from "../query/selected.ts";
import { type Sources, startReading } from "../query/reading.ts";
import { pageOf } from "./page.ts";

/** One page of runs by creation, ties by uuid. */
export const findRuns = async (
  sources: Sources,
  selection: Selection,
  paging: Paging,
): Promise<Page<RunFields>> => {
  const reading = await startReading(sources);
  const { pick, ...documents } = await selectedRuns(reading, selection);
  return pageOf(
    reading,
    {
      of: "runs",
      walk: { ...documents, time: "created" },
      pick,
      placeOf: ({ created: time, run }) => ({ time, run, position: 0 }),
    },
    { selection, paging },
  );
};
