import type { Page } from "../../../model/page.ts";
import type { Result } from "../../../model/result.ts";
import type { Paging, Selection } from "../../store.ts";
import { selectedResults } from "../query/selected.ts";
import { type Sources, startReading } from "../query/reading.ts";
import { resultId, toResult } from "../results/shown.ts";
import { pageOf } from "./page.ts";

/** One page of results by submit time, ties by run and position. */
export const findResults = async (
  sources: Sources,
  selection: Selection,
  paging: Paging,
): Promise<Page<Result>> => {
  const reading = await startReading(sources);
  const { pick, ...documents } = await selectedResults(reading, selection);
  const page = await pageOf(
    reading,
    {
      of: "results",
      walk: { ...documents, time: "submit_time" },
      pick,
      placeOf: ({ submit_time: time, run, position }) => ({ time, run, position }),
    },
    { selection, paging },
  );
  const findings = await sources.results.findingsOf(page.data.filter((result) => result.findings > 0));
  return {
    ...page,
    data: page.data.map((result) => toResult(result, findings.get(resultId(result)) ?? [])),
  };
};
