import type { Client } from "@elastic/elasticsearch";
import type { Bulk } from "./bulk.ts";
import type { Directory } from "./directory.ts";
import type { Indices } from "./indices.ts";

/** What every part of the store works with. */
export interface Elastic {
  readonly client: Client;
  readonly indices: Indices;
  /** Writes documents, many callers' in one request. */
  readonly bulk: Bulk;
  /** Where runs are. */
  readonly directory: Directory;
  /** Resolves when searches see every write that was acknowledged before, by any process. Callers at one time share a refresh. */
  readonly refreshed: () => Promise<void>;
  readonly now: () => number;
}
