import type { Elastic } from "../elastic.ts";
import type { Place } from "../../query/cursor.ts";
import type { Dsl } from "./filter.ts";

/** Documents that are read in order of a time, then run, then position. */
export interface Walk {
  readonly index: string;
  readonly filter: Dsl;
  readonly time: "taskotron.begin" | "taskotron.created" | "taskotron.submit_time";
  readonly order: "newest" | "oldest";
  /** Where it begins, this place left out; null for the start. */
  readonly after: Place | null;
  /** Documents of the first page; later ones grow. */
  readonly first: number;
}

/** Pages of the `taskotron` of documents, as they were when the first page was read. */
export async function* candidates<Fields>(elastic: Elastic, walk: Walk): AsyncGenerator<readonly Fields[]> {
  yield Promise.reject(new Error(`not built yet: ${elastic.indices.prefix} ${walk.index}`));
}
