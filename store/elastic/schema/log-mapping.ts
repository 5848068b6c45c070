import type { ArtifactFields, BlockFields, ChunkFields, LogFields } from "../documents.ts";
import { BINARY, ECS, FLAG, GRAMS, KEYWORD, LONG, OPAQUE, type Property } from "./properties.ts";

const LOG: Readonly<Record<keyof LogFields, Property>> = {
  run: KEYWORD,
  log: KEYWORD,
  bytes: LONG,
  lines: LONG,
  blocks: LONG,
  sha256: OPAQUE,
  closed: FLAG,
};

const BLOCK: Readonly<Record<keyof BlockFields, Property>> = {
  run: KEYWORD,
  log: KEYWORD,
  number: LONG,
  first: LONG,
  offset: LONG,
  bytes: LONG,
  lines: LONG,
  carry: BINARY,
  content: BINARY,
};

const ARTIFACT: Readonly<Record<keyof ArtifactFields | keyof ChunkFields, Property>> = {
  kind: KEYWORD,
  run: KEYWORD,
  path: KEYWORD,
  bytes: LONG,
  sha256: OPAQUE,
  upload: KEYWORD,
  number: LONG,
  offset: LONG,
  content: BINARY,
};

/** Fields of the index `logs`. */
export const LOG_PROPERTIES: Readonly<Record<string, Property>> = { ...ECS, taskotron: { properties: LOG } };

/** Fields of the index `blocks`; `grams` are of the lines that the block shows. */
export const BLOCK_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: BLOCK },
  grams: GRAMS,
};

/** Fields of the index `artifacts`: of files and of their chunks. */
export const ARTIFACT_PROPERTIES: Readonly<Record<string, Property>> = {
  ...ECS,
  taskotron: { properties: ARTIFACT },
};
