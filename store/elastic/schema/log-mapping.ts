import type { BlockFields, ChunkFields, LogFields } from "../documents.ts";
import { BINARY, ECS, GRAMS, KEYWORD, LONG, OPAQUE, type Property } from "./properties.ts";

/** A number that is read with its document alone. */
const UNSEARCHED: Property = { type: "long", index: false, doc_values: false };

/** A number that documents are sorted by, or that is added up. */
const COUNTED: Property = { type: "long", index: false };

const LOG: Readonly<Record<keyof LogFields, Property>> = {
  run: KEYWORD,
  log: KEYWORD,
  bytes: LONG,
  lines: LONG,
  blocks: LONG,
  sha256: OPAQUE,
};

const BLOCK: Readonly<Record<keyof BlockFields, Property>> = {
  run: KEYWORD,
  log: KEYWORD,
  number: COUNTED,
  first: UNSEARCHED,
  offset: UNSEARCHED,
  bytes: COUNTED,
  carry: BINARY,
  content: BINARY,
};

const CHUNK: Readonly<Record<keyof ChunkFields, Property>> = {
  run: KEYWORD,
  path: KEYWORD,
  upload: KEYWORD,
  number: UNSEARCHED,
  content: BINARY,
};

/** Fields of the index `logs`: of logs, and `contents` of what runs have. */
export const LOG_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: LOG },
  contents: OPAQUE,
};

/** Fields of the index `blocks`; `grams` are of the lines that the block shows. */
export const BLOCK_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: BLOCK },
  grams: GRAMS,
};

/** Fields of the index `artifacts`, which has their chunks. */
export const ARTIFACT_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: CHUNK },
};
