import type { Query } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import type { RunFields, ResultFields } from "../documents.ts";
import { toTime } from "../../../model/time.ts";
import { DAY, stored } from "../../record/times.ts";
import type { Selection } from "../../store.ts";
import { compile } from "./compile.ts";
import type { Dsl } from "./filter.ts";
import { type Picker, pickResults, pickRuns } from "./judged.ts";
import type { Reading } from "./reading.ts";
import { during } from "./window.ts";

/** Where documents of a selection are: which to read, and the decision on each; null where all of them are selected. */
export interface Selected<Fields> {
  readonly index: string;
  readonly filter: Dsl;
  readonly pick: Picker<Fields> | null;
}

/** The results of a selection. Those that must be the newest of their (check, item, type, arch, scenario) have an index of their own. */
export const selectedResults = async (
  reading: Reading,
  { parsed, window }: Selection,
  latest = false,
): Promise<Selected<ResultFields>> => {
  const { rest, isLatest } = withoutLatest(parsed.query);
  const { filter, exact } = await compile(reading, "results", rest);
  const { indices } = reading.elastic;
  return {
    index: latest || isLatest ? indices.single("latest") : indices.all("results"),
    filter: during("submit_time", window, filter),
    pick: exact ? null : pickResults(reading, rest),
  };
};

/** What is left of the results of a selection that names packages or checks at most, on the days that lie in its window as a whole. */
export const selectedTotals = async (
  reading: Reading,
  { parsed, window }: Selection,
): Promise<Pick<Selected<never>, "index" | "filter">> => {
  const { filter } = await compile(reading, "results", parsed.query);
  const [from, to] = [stored(window.from), stored(window.to)];
  const days = {
    from: toTime(Math.ceil(from / DAY) * DAY),
    to: toTime(Math.floor(to / DAY) * DAY),
  };
  return {
    index: reading.elastic.indices.all("totals"),
    filter: days.from < days.to ? during("submit_time", days, filter) : { match_none: {} },
  };
};

/** The runs of a selection. */
export const selectedRuns = async (
  reading: Reading,
  { parsed, window }: Selection,
): Promise<Selected<RunFields>> => {
  const { filter, exact } = await compile(reading, "runs", parsed.query);
  return {
    index: reading.elastic.indices.all("runs"),
    filter: during("begin", window, filter),
    pick: exact ? null : pickRuns(reading, parsed.query),
  };
};

const isLatestPart = (query: Query): boolean => query.kind === "is" && query.flag === "latest";

/** The query without `is:latest` where everything that it finds must have it. */
const withoutLatest = (query: Query): { readonly rest: Query; readonly isLatest: boolean } => {
  const simple = simplify(query);
  const parts = simple.kind === "and" ? simple.parts : [simple];
  const rest = parts.filter((part) => !isLatestPart(part));
  return { rest: simplify({ kind: "and", parts: rest }), isLatest: rest.length < parts.length };
};
