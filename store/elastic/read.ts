import type { Seen } from "./bulk.ts";
import type { Elastic } from "./elastic.ts";

/** A document as it is now, whether searches see it or not. */
export interface Found<Source> {
  readonly id: string;
  readonly source: Source;
  readonly seen: Seen;
}

export interface DocumentId {
  readonly index: string;
  readonly id: string;
}

/** Documents of one request. */
const BATCH = 500;

/** Null where there is no such document, or no such index yet. */
export const getDocument = async <Source>(
  { client }: Pick<Elastic, "client">,
  place: DocumentId,
): Promise<Found<Source> | null> => {
  const answer = await client.get<Source>(place, { ignore: [404] });
  return answer.found ? foundOf(answer) : null;
};

interface Answer<Source> {
  readonly _id: string;
  readonly _source?: Source;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

/** Those documents that there are, in the order asked for. */
export const getDocuments = async <Source>(
  { client }: Pick<Elastic, "client">,
  places: readonly DocumentId[],
): Promise<Found<Source>[]> => {
  const found: Found<Source>[] = [];
  for (let at = 0; at < places.length; at += BATCH) {
    const docs = places.slice(at, at + BATCH).map(({ index, id }) => ({ _index: index, _id: id }));
    const answer = await client.mget<Source>({ docs });
    for (const doc of answer.docs)
      if ("found" in doc && doc.found) found.push(...[foundOf(doc)].filter((one) => one !== null));
  }
  return found;
};

const foundOf = <Source>(answer: Answer<Source>): Found<Source> | null => {
  const { _id: id, _source: source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 } = answer;
  return source === undefined ? null : { id, source, seen: { seqNo, primaryTerm } };
};
