import type { RunFields } from "../documents.ts";
import { eventOutcome } from "./event.ts";
import { gramsOfTexts } from "./grams.ts";
import { folded, kept, RUN_KEYWORDS } from "./keywords.ts";
import { each, ECS, FLAG, FOLDED, GRAMS, KEYWORD, LONG, OPAQUE, type Property, TIME } from "./properties.ts";

const FIELDS: Readonly<Record<keyof RunFields, Property>> = {
  run: KEYWORD,
  item: KEYWORD,
  type: KEYWORD,
  arch: KEYWORD,
  package: KEYWORD,
  nvr: KEYWORD,
  version: KEYWORD,
  release: KEYWORD,
  dist: KEYWORD,
  task: KEYWORD,
  state: KEYWORD,
  outcome: KEYWORD,
  ok: FLAG,
  attempt: LONG,
  retry_of: KEYWORD,
  runner: KEYWORD,
  created: TIME,
  started: TIME,
  begin: TIME,
  finished: TIME,
  heard: TIME,
  exit_code: OPAQUE,
  signal: OPAQUE,
  limit: OPAQUE,
  fault: OPAQUE,
  plan: OPAQUE,
  problems: OPAQUE,
  results: LONG,
  positions: OPAQUE,
  outcomes: OPAQUE,
  source: OPAQUE,
  wish: OPAQUE,
  generated: FLAG,
  pinned: FLAG,
  expired: KEYWORD,
  seal: OPAQUE,
};

/** Fields of the index `runs`. */
export const RUN_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: FIELDS },
  folded: { properties: each(RUN_KEYWORDS, FOLDED) },
  whole: OPAQUE,
  grams: GRAMS,
};

/** The document of a run. */
export const runDocument = (run: RunFields): object => ({
  "@timestamp": run.begin,
  message: run.fault ?? `${run.task} on ${run.item}`,
  package: { name: run.package, version: run.version },
  ...(run.runner === null ? {} : { host: { name: run.runner.split(":")[0] } }),
  event: { outcome: eventOutcome(run.outcome) },
  ...kept(run, RUN_KEYWORDS),
  folded: folded({ ...run }, RUN_KEYWORDS),
  grams: gramsOfTexts([run.task, run.item, run.fault]),
});
