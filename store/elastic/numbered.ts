import type { Elastic } from "./elastic.ts";
import type { DocumentId } from "./read.ts";

/** Documents of one request. */
const BATCH = 500;

/** Deletes documents whose ids end in numbers that count from 0, up to the first batch of which none is there. */
export const removeNumbered = async (
  { client, bulk }: Pick<Elastic, "client" | "bulk">,
  place: (number: number) => DocumentId,
): Promise<void> => {
  for (let first = 0; ; first += BATCH) {
    const places = Array.from({ length: BATCH }, (_, at) => place(first + at));
    const docs = places.map(({ index, id }) => ({ _index: index, _id: id, _source: false }));
    const answer = await client.mget({ docs });
    const there = places.filter((_, at) => isThere(answer.docs[at]));
    await bulk.write(there.map((each) => ({ ...each, kind: "delete" })));
    if (there.length === 0) return;
  }
};

const isThere = (doc: object | undefined): boolean =>
  doc !== undefined && "found" in doc && doc.found === true;
