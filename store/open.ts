import { AppError } from "../model/errors.ts";
import type { ElasticOptions } from "./elastic/options.ts";
import type { Store } from "./store.ts";
import type { Upkeep } from "./upkeep.ts";

/** What a store is opened with. */
export interface StoreOptions {
  readonly now: () => number;
  /** For a store on Elasticsearch. */
  readonly elastic?: Partial<ElasticOptions>;
}

const SCHEMES = { "sqlite:": openSqlite, "http:": openElastic, "https:": openElastic } as const;

/** Opens the store that a setting names: `sqlite:FOLDER`, made where it is missing, or a cluster of Elasticsearch. Loads no more than that store needs.
    Throws `setting` for another address, `store` for a store that cannot be used, as one that a newer program wrote, `unavailable` for a
    cluster that does not answer. */
export const openStore = async (url: string, options: StoreOptions): Promise<Store> => {
  const [scheme] = /^[a-z]+:/.exec(url) ?? [];
  const open = SCHEMES[scheme as keyof typeof SCHEMES];
  if (open === undefined)
    throw new AppError("setting", `the store is "${url}", expected sqlite:FOLDER or http(s)://HOST`, {
      setting: "store",
    });
  return open(url, options);
};

async function openSqlite(url: string, { now }: StoreOptions): Promise<Store> {
  const folder = url.slice("sqlite:".length);
  if (folder === "")
    throw new AppError("setting", "the store is sqlite: without a folder", { setting: "store" });
  const { openSqliteStore } = await import("./sqlite/open.ts");
  return openSqliteStore(folder, now);
}

const ELASTIC: ElasticOptions = { ca: null, apiKey: null, shards: 1, replicas: 1 };

async function openElastic(url: string, { now, elastic }: StoreOptions): Promise<Store> {
  const { openElasticStore } = await import("./elastic/open.ts");
  return openElasticStore(url, now, { ...ELASTIC, ...elastic });
}

/** Opens the upkeep of the store that a setting names. Throws as `openStore` does. */
export const openUpkeep = async (url: string, { now, elastic }: StoreOptions): Promise<Upkeep> => {
  if (url.startsWith("sqlite:")) {
    const { openSqliteUpkeep } = await import("./sqlite/upkeep/open.ts");
    return openSqliteUpkeep(url.slice("sqlite:".length), now);
  }
  const { openElasticUpkeep } = await import("./elastic/upkeep/open.ts");
  return openElasticUpkeep(url, now, { ...ELASTIC, ...elastic });
};
