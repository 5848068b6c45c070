import type { estypes } from "@elastic/elasticsearch";

export type Property = estypes.MappingProperty;

export const KEYWORD: Property = { type: "keyword" };

/** A keyword that queries compare by equality alone: nothing aggregates or sorts by it. */
export const FOLDED: Property = { type: "keyword", doc_values: false };

/** Kept in `_source` and nowhere else; takes any JSON. */
export const OPAQUE: Property = { type: "object", enabled: false };

/** Epoch milliseconds. */
export const TIME: Property = { type: "date", format: "epoch_millis" };

export const LONG: Property = { type: "long" };

export const DOUBLE: Property = { type: "double" };

export const FLAG: Property = { type: "boolean" };

/** Base64. */
export const BINARY: Property = { type: "binary" };

/** Opaque terms parted by spaces, of which only their presence counts: trigrams of texts. */
export const GRAMS: Property = { type: "text", analyzer: "whitespace", index_options: "docs", norms: false };

/** Names of the Elastic Common Schema, for people who look with Kibana. */
export const ECS: Readonly<Record<string, Property>> = {
  "@timestamp": TIME,
  message: { type: "text", norms: false },
  package: { properties: { name: KEYWORD, version: KEYWORD } },
  host: { properties: { name: KEYWORD } },
  event: { properties: { outcome: KEYWORD } },
  log: { properties: { offset: LONG, file: { properties: { path: KEYWORD } } } },
};

/** The same property for each of the names. */
export const each = (names: readonly string[], property: Property): Record<string, Property> =>
  Object.fromEntries(names.map((name) => [name, property]));
