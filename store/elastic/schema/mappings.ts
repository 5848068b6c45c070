import type { estypes } from "@elastic/elasticsearch";
import { AUDIT_MAPPING } from "../audit/mapping.ts";
import { PARTITIONED, type Partitioned, SINGLE, type Single } from "../indices.ts";
import { TOKEN_MAPPING } from "../tokens/mapping.ts";
import { ARTIFACT_PROPERTIES, BLOCK_PROPERTIES, LOG_PROPERTIES } from "./log-mapping.ts";
import { GONE_PROPERTIES } from "./gone-document.ts";
import { KEYWORD, LONG, OPAQUE, type Property, TIME } from "./properties.ts";
import { FINDINGS_PROPERTIES, RESULT_PROPERTIES } from "./result-document.ts";
import { RUN_PROPERTIES } from "./run-document.ts";

export type Kind = Partitioned | Single;

export const KINDS: readonly Kind[] = [...PARTITIONED, ...SINGLE];

type Mapping = estypes.MappingTypeMapping;

/** What searches need and nobody reads, people with Kibana included. */
const UNREAD = ["folded", "asked", "grams", "finding_grams"];

const strict = (properties: Readonly<Record<string, Property>>): Mapping => ({
  dynamic: "strict",
  _source: { excludes: UNREAD.filter((name) => Object.hasOwn(properties, name)) },
  properties: { ...properties },
});

/** The fields of each kind of index. A document with another field is refused. */
export const MAPPINGS: Readonly<Record<Kind, Mapping>> = {
  runs: strict(RUN_PROPERTIES),
  results: strict(RESULT_PROPERTIES),
  findings: strict(FINDINGS_PROPERTIES),
  logs: strict(LOG_PROPERTIES),
  blocks: strict(BLOCK_PROPERTIES),
  artifacts: strict(ARTIFACT_PROPERTIES),
  totals: strict(GONE_PROPERTIES),
  directory: strict({ month: KEYWORD }),
  latest: strict(RESULT_PROPERTIES),
  tokens: TOKEN_MAPPING,
  audit: AUDIT_MAPPING,
  meta: strict({ version: LONG, shards: LONG, replicas: LONG, probed: TIME, expiring: OPAQUE }),
};
