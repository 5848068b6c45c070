import type { estypes } from "@elastic/elasticsearch";
import { toTime } from "../../../model/time.ts";
import { DAY } from "../../record/times.ts";
import type { CountKey } from "../../store.ts";
import type { ResultFields } from "../documents.ts";

/** How results are grouped by a key: by Elasticsearch, and of a result at hand. */
interface Grouping {
  readonly source: estypes.AggregationsCompositeAggregationSource;
  /** What the value of a group is for people. */
  readonly show: (value: string | number) => string;
  readonly valueOf: (result: ResultFields) => string | number | null;
}

type Named = Exclude<CountKey, "hour" | "day" | "week" | "month">;

const named = (field: Named): Grouping => ({
  source: { terms: { field: `taskotron.${field}`, missing_bucket: true } },
  show: String,
  valueOf: (result) => result[field],
});

const HOUR = 3_600_000;
/** 1 January 1970 was a Thursday, three days after the Monday that its week began with. */
const THURSDAY = 3 * DAY;

const since = (calendar_interval: string, start: (time: number) => number): Grouping => ({
  source: { date_histogram: { field: "taskotron.submit_time", calendar_interval } },
  show: (value) => toTime(Number(value)).slice(0, 10),
  valueOf: ({ submit_time: time }) => start(time),
});

const floor = (time: number, length: number): number => Math.floor(time / length) * length;

export const GROUPINGS: Readonly<Record<CountKey, Grouping>> = {
  check: named("check"),
  package: named("package"),
  item: named("item"),
  arch: named("arch"),
  type: named("type"),
  dist: named("dist"),
  version: named("version"),
  release: named("release"),
  outcome: named("outcome"),
  hour: { ...since("hour", (time) => floor(time, HOUR)), show: (value) => toTime(Number(value)) },
  day: since("day", (time) => floor(time, DAY)),
  week: since("week", (time) => floor(time + THURSDAY, 7 * DAY) - THURSDAY),
  month: since("month", (time) => Date.parse(`${toTime(time).slice(0, 7)}-01T00:00:00Z`)),
};
