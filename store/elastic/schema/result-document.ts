import type { Finding } from "../../../model/finding.ts";
import { ASKED_MAPPING, askedOf } from "../query/asked.ts";
import type { FindingsFields, ResultFields } from "../documents.ts";
import { eventOutcome } from "./event.ts";
import { gramsOfTexts } from "./grams.ts";
import { folded, kept, RESULT_KEYWORDS } from "./keywords.ts";
import {
  DOUBLE,
  each,
  ECS,
  FLAG,
  FOLDED,
  GRAMS,
  KEYWORD,
  LONG,
  OPAQUE,
  type Property,
  TIME,
} from "./properties.ts";
import { SHORT_DATA, shortData } from "./short-data.ts";

const FIELDS: Readonly<Record<keyof ResultFields, Property>> = {
  run: KEYWORD,
  position: LONG,
  item: KEYWORD,
  type: KEYWORD,
  arch: KEYWORD,
  package: KEYWORD,
  nvr: KEYWORD,
  version: KEYWORD,
  release: KEYWORD,
  dist: KEYWORD,
  check: KEYWORD,
  task: KEYWORD,
  scenario: KEYWORD,
  outcome: KEYWORD,
  ok: FLAG,
  note: OPAQUE,
  data: OPAQUE,
  findings: LONG,
  findings_id: OPAQUE,
  severities: KEYWORD,
  tags: KEYWORD,
  fingerprint: KEYWORD,
  log: OPAQUE,
  artifact: OPAQUE,
  ref_url: OPAQUE,
  submit_time: TIME,
  duration_ms: DOUBLE,
  generated: FLAG,
};

/** Fields of the indices `results` and `latest`. */
export const RESULT_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: FIELDS },
  folded: { properties: each(RESULT_KEYWORDS, FOLDED) },
  whole: OPAQUE,
  asked: ASKED_MAPPING,
  data: SHORT_DATA,
  grams: GRAMS,
  finding_grams: GRAMS,
};

const FINDINGS_FIELDS: Readonly<Record<keyof FindingsFields, Property>> = {
  run: KEYWORD,
  position: LONG,
  findings: OPAQUE,
};

/** Fields of the index `findings`. */
export const FINDINGS_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: FINDINGS_FIELDS },
};

/** The document of a result, whose findings are another one. */
export const resultDocument = (result: ResultFields, findings: readonly Finding[]): object => ({
  "@timestamp": result.submit_time,
  message: result.note ?? findings[0]?.message ?? `${result.check} on ${result.item}`,
  package: { name: result.package, version: result.version },
  event: { outcome: eventOutcome(result.outcome) },
  ...(result.log === null ? {} : { log: { file: { path: result.log.name } } }),
  ...kept(result, RESULT_KEYWORDS),
  folded: folded({ ...result }, RESULT_KEYWORDS),
  asked: askedOf(result, findings),
  data: shortData(result.data),
  grams: gramsOfTexts([result.check, result.item, result.note]),
  finding_grams: gramsOfTexts(findings.flatMap(({ tag, message }) => [tag, message])),
});

export const findingsDocument = (fields: FindingsFields, time: number): object => ({
  "@timestamp": time,
  message: fields.findings.map(({ message }) => message),
  taskotron: fields,
});
