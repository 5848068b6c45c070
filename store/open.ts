import { AppError } from "../model/errors.ts";
import type { Store } from "./store.ts";
import type { Upkeep } from "./upkeep.ts";

interface StoreOptions {
  readonly now: () => number;
}

const SCHEMES = { "sqlite:": openSqlite, "http:": openElastic, "https:": openElastic } as const;

/** Opens the store that a setting names: `sqlite:FOLDER`, made where it is missing. Loads no more than that store needs.
    Throws `setting` for another address, `store` for a store that cannot be used, as one that a newer program wrote. */
export const openStore = async (url: string, options: StoreOptions): Promise<Store> => {
  const [scheme] = /^[a-z]+:/.exec(url) ?? [];
  const open = SCHEMES[scheme as keyof typeof SCHEMES];
  if (open === undefined)
    throw new AppError("setting", `the store is "${url}", expected sqlite:FOLDER`, { setting: "store" });
  return open(url, options);
};

async function openSqlite(url: string, { now }: StoreOptions): Promise<Store> {
  const folder = url.slice("sqlite:".length);
  if (folder === "")
    throw new AppError("setting", "the store is sqlite: without a folder", { setting: "store" });
  const { openSqliteStore } = await import("./sqlite/open.ts");
  return openSqliteStore(folder, now);
}

async function openElastic(): Promise<Store> {
  throw new AppError("setting", "a store on Elasticsearch is not built yet: use sqlite:FOLDER", {
    setting: "store",
  });
}

/** Opens the upkeep of the store that a setting names. Throws `setting` for another address. */
export const openUpkeep = async (url: string, { now }: StoreOptions): Promise<Upkeep> => {
  if (!url.startsWith("sqlite:"))
    throw new AppError("setting", `the upkeep of ${url} is not built yet`, { setting: "store" });
  const { openSqliteUpkeep } = await import("./sqlite/upkeep/open.ts");
  return openSqliteUpkeep(url.slice("sqlite:".length), now);
};
