import { ALL, type Filter, NONE, notOf, someOf, termsOf, written } from "./filter.ts";
import { exactly, type Part } from "./part.ts";
import type { Reading } from "./reading.ts";

const RUN = "taskotron.run";

/** Documents by a part of a query that documents of another index decide, of the same run. */
export const ofRun = async (reading: Reading, index: string, part: Part): Promise<Part> => {
  const may = await sameRun(reading, index, part.may);
  if (part.exact && may !== null) return exactly(may);
  const must = part.must.kind === "none" ? NONE : await sameRun(reading, index, part.must);
  return { may: may ?? ALL, must: must ?? NONE, exact: false, byResult: NONE, whole: true };
};

/** Documents of the runs that a document is of, or not of the others, whichever are fewer; null when both are too many to name. */
const sameRun = async (reading: Reading, index: string, filter: Filter): Promise<Filter | null> => {
  if (filter.kind === "all" || filter.kind === "none") return filter;
  const { dictionary, elastic } = reading;
  // Only of runs each has one document, which passes or does not.
  if (index === elastic.indices.all("runs") && (await isMost(reading, index, filter))) {
    const others = await dictionary.runs(index, written(notOf(filter)));
    return others.complete ? notOf(termsOf(RUN, others.values)) : null;
  }
  const these = await dictionary.runs(index, written(filter));
  return these.complete ? termsOf(RUN, these.values) : null;
};

const isMost = async ({ dictionary }: Reading, index: string, filter: Filter): Promise<boolean> => {
  const [these, others] = await Promise.all(
    [filter, notOf(filter)].map((one) => dictionary.count(index, written(one))),
  );
  return (these ?? 0) > (others ?? 0);
};

/** Looks up the runs that the part holds for by one of their results. */
export const withResults = async (reading: Reading, part: Part): Promise<Part> => {
  if (part.byResult.kind === "none") return part;
  const settled = { ...part, byResult: NONE, whole: false };
  const found = await reading.dictionary.runs(reading.elastic.indices.all("results"), written(part.byResult));
  if (!found.complete) return { ...settled, may: ALL, exact: false };
  return { ...settled, may: someOf([part.may, termsOf(RUN, found.values)]) };
};
