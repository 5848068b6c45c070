import { packageOf } from "../../model/item.ts";
import type { PackageIdentity } from "../../model/nvr.ts";
import type { Database } from "./database.ts";
import type { Names } from "./names.ts";
import { sql } from "./sql.ts";

/** Keys of an item and of what its name says; the names that are the same for all its results. */
interface ItemKeys {
  readonly item_key: number;
  readonly type_key: number;
  readonly name_key: number;
  readonly package_key: number;
  readonly version_key: number | null;
  readonly release_key: number | null;
  readonly dist_key: number | null;
  readonly nvr_key: number | null;
}

const CACHED = 20_000;

/** Items by type and name, each with the package identity that its name gives. */
export class Items {
  readonly #db: Database;
  readonly #names: Names;
  readonly #known = new Map<string, ItemKeys>();

  constructor(db: Database, names: Names) {
    this.#db = db;
    this.#names = names;
  }

  /** The item's keys, made when it is new. */
  keys(type: string, item: string): ItemKeys {
    const id = `${type}\n${item}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const typeKey = this.#names.key("type", type);
    const nameKey = this.#names.key("item", item);
    const found = this.#find(typeKey, nameKey) ?? this.#add(typeKey, nameKey, packageOf(type, item));
    if (this.#known.size >= CACHED) this.#known.clear();
    this.#known.set(id, found);
    return found;
  }

  forget(): void {
    this.#known.clear();
  }

  /** Notes one more use of the item's names. */
  use(item: ItemKeys): void {
    for (const key of [item.type_key, item.name_key, item.package_key]) this.#names.use(key);
    for (const key of [item.version_key, item.release_key, item.dist_key, item.nvr_key]) this.#names.use(key);
  }

  #find(typeKey: number, nameKey: number): ItemKeys | undefined {
    return this.#db.get<ItemKeys>(
      sql`SELECT * FROM item WHERE type_key = ${typeKey} AND name_key = ${nameKey}`,
    );
  }

  #add(typeKey: number, nameKey: number, identity: PackageIdentity): ItemKeys {
    const keys = {
      type_key: typeKey,
      name_key: nameKey,
      package_key: this.#names.key("package", identity.package),
      version_key: this.#names.keyOrNull("version", identity.version),
      release_key: this.#names.keyOrNull("release", identity.release),
      dist_key: this.#names.keyOrNull("dist", identity.dist),
      nvr_key: this.#names.keyOrNull("nvr", nvrOf(identity)),
    };
    const itemKey = this.#db.insert(
      sql`INSERT INTO item (type_key, name_key, package_key, version_key, release_key, dist_key, nvr_key)
        VALUES (${typeKey}, ${nameKey}, ${keys.package_key}, ${keys.version_key}, ${keys.release_key},
          ${keys.dist_key}, ${keys.nvr_key})`,
    );
    return { item_key: itemKey, ...keys };
  }
}

const nvrOf = (identity: PackageIdentity): string | null =>
  identity.version === null || identity.release === null
    ? null
    : `${identity.package}-${identity.version}-${identity.release}`;
