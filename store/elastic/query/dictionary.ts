import type { Elastic } from "../elastic.ts";
import { buckets } from "./buckets.ts";
import { type Dsl, TERMS } from "./filter.ts";

/** Values of one field that are looked through. */
const MOST = 300_000;

/** Times that a read looks for the runs of some documents. */
const LOOKS = 40;

/** Distinct values of a keyword. */
export interface Values {
  readonly values: readonly string[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/** Distinct values of keywords as one read finds them; each field is read once. */
export class Dictionary {
  readonly #elastic: Elastic;
  readonly #known = new Map<string, Promise<Values>>();
  readonly #nowhere = new Map<string, Promise<boolean>>();
  #looks = 0;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  values(index: string, field: string): Promise<Values> {
    const id = `${index} ${field}`;
    const known = this.#known.get(id) ?? this.#read(index, field, { match_all: {} });
    this.#known.set(id, known);
    return known;
  }

  /** Runs that documents of an index are of; incomplete, with none of them, when there are too many to name, or have been asked too often. */
  async runs(index: string, filter: Dsl): Promise<Values> {
    if (++this.#looks > LOOKS) return { values: [], complete: false };
    return (await this.count(index, filter)) > TERMS
      ? { values: [], complete: false }
      : this.#read(index, "taskotron.run", filter);
  }

  /** How many documents pass, or that they are more than can be named. */
  async count(index: string, query: Dsl): Promise<number> {
    const { hits } = await this.#elastic.client.search({
      index,
      ignore_unavailable: true,
      size: 0,
      query,
      track_total_hits: TERMS + 1,
    });
    return typeof hits.total === "object" ? hits.total.value : 0;
  }

  /** Whether no document passes. */
  isNowhere(index: string, filter: Dsl): Promise<boolean> {
    const id = `${index} ${JSON.stringify(filter)}`;
    const known = this.#nowhere.get(id) ?? this.count(index, filter).then((count) => count === 0);
    this.#nowhere.set(id, known);
    return known;
  }

  async #read(index: string, field: string, filter: Dsl): Promise<Values> {
    const values: string[] = [];
    const sources = [{ value: { terms: { field } } }];
    for await (const page of buckets(this.#elastic, { index, filter, sources })) {
      for (const { key } of page) values.push(String(key["value"]));
      if (values.length > MOST) return { values, complete: false };
    }
    return { values, complete: true };
  }
}
