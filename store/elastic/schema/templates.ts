import type { estypes } from "@elastic/elasticsearch";
import { type Indices, isPartitioned } from "../indices.ts";
import { type Kind, MAPPINGS } from "./mappings.ts";

/** Version of all mappings together. A change adds fields and counts it up: what is there gets the new fields when a newer program opens the store. */
export const SCHEMA_VERSION = 1;

/** How indices are spread over nodes. */
export interface Layout {
  readonly shards: number;
  readonly replicas: number;
}

/** Above what else a cluster has for names like ours. */
const PRIORITY = 500;

/** Seconds until people with Kibana see what was written; our own reads ask for a refresh. */
const REFRESH = "5s";

/** The index template of a kind. */
export const template = (
  indices: Indices,
  kind: Kind,
  layout: Layout,
): estypes.IndicesPutIndexTemplateRequest => ({
  name: indices.template(kind),
  index_patterns: [indices.pattern(kind)],
  priority: PRIORITY,
  // where a cluster makes no indices by itself, ours are made all the same
  allow_auto_create: true,
  _meta: { taskotron: SCHEMA_VERSION },
  template: {
    settings: { index: settings(kind, layout) },
    mappings: MAPPINGS[kind],
    ...(isPartitioned(kind) ? { aliases: { [indices.all(kind)]: {} } } : {}),
  },
});

const settings = (kind: Kind, { shards, replicas }: Layout): estypes.IndicesIndexSettings => ({
  number_of_shards: isPartitioned(kind) ? shards : 1,
  number_of_replicas: replicas,
  refresh_interval: REFRESH,
  // what is acknowledged has been written to disk
  translog: { durability: "request" },
  codec: "best_compression",
});
