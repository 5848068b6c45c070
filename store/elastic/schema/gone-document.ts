import type { GoneFields } from "../documents.ts";
import { folded } from "./keywords.ts";
import { each, ECS, FOLDED, KEYWORD, LONG, type Property, TIME } from "./properties.ts";

const GONE: Readonly<Record<keyof GoneFields, Property>> = {
  run: KEYWORD,
  check: KEYWORD,
  package: KEYWORD,
  outcome: KEYWORD,
  submit_time: TIME,
  n: LONG,
  last: TIME,
};

/** What a count may name. */
const NAMES = ["check", "package"] as const satisfies readonly (keyof GoneFields)[];

/** Fields of the index `totals`. */
export const GONE_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: GONE },
  folded: { properties: each(NAMES, FOLDED) },
};

export const goneDocument = (gone: GoneFields): object => ({
  "@timestamp": gone.submit_time,
  taskotron: gone,
  folded: folded({ ...gone }, NAMES),
});
