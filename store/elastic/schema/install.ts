import type { Client } from "@elastic/elasticsearch";
import { AppError } from "../../../model/errors.ts";
import type { Indices } from "../indices.ts";
import { KINDS, type Kind, MAPPINGS } from "./mappings.ts";
import { type Layout, SCHEMA_VERSION, template } from "./templates.ts";

/** What the store's indices were last made for; the document `schema` of the index `meta`. */
interface SchemaRecord extends Layout {
  readonly version: number;
}

const ID = "schema";

interface Place {
  readonly client: Client;
  readonly indices: Indices;
}

/** Makes the templates, or brings them and the indices that are there to this program's schema. Several processes may do so at once.
    Throws `store` for a store that a newer program wrote, before anything is written. */
export const install = async (place: Place, { shards, replicas }: Layout): Promise<void> => {
  const found = await recorded(place);
  if (found !== null && found.version > SCHEMA_VERSION)
    throw new AppError(
      "store",
      `the store has schema ${found.version}, this program knows schemas up to ${SCHEMA_VERSION}: use a newer taskotron`,
      { schema: found.version, known: SCHEMA_VERSION },
    );
  const wanted: SchemaRecord = { version: SCHEMA_VERSION, shards, replicas };
  if (found !== null && isSame(found, wanted) && (await hasTemplates(place))) return;
  const { client, indices } = place;
  await Promise.all(KINDS.map((kind) => client.indices.putIndexTemplate(template(indices, kind, wanted))));
  if (found !== null && found.version < SCHEMA_VERSION)
    await Promise.all(KINDS.map((kind) => addFields(place, kind)));
  // last: what was broken off is done again
  await client.index({ index: indices.single("meta"), id: ID, document: wanted });
};

const isSame = (a: SchemaRecord, b: SchemaRecord): boolean =>
  a.version === b.version && a.shards === b.shards && a.replicas === b.replicas;

const recorded = async ({ client, indices }: Place): Promise<SchemaRecord | null> => {
  const answer = await client.get<SchemaRecord>({ index: indices.single("meta"), id: ID }, { ignore: [404] });
  return answer.found ? (answer._source ?? null) : null;
};

/** Whether all are there; without them an index would be made with whatever fields come first. */
const hasTemplates = async ({ client, indices }: Place): Promise<boolean> => {
  const names = KINDS.map((kind) => indices.template(kind));
  const { index_templates: there } = await client.indices.getIndexTemplate({
    name: `${indices.prefix}-*`,
    filter_path: ["index_templates.name"],
  });
  const known = new Set((there ?? []).map(({ name }) => name));
  return names.every((name) => known.has(name));
};

const addFields = async ({ client, indices }: Place, kind: Kind): Promise<void> => {
  const { properties = {} } = MAPPINGS[kind];
  await client.indices.putMapping({
    index: indices.pattern(kind),
    properties,
    allow_no_indices: true,
    ignore_unavailable: true,
  });
};
