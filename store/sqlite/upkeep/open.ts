import { existsSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../model/errors.ts";
import type { Contents, Examined, ExamineOptions, Upkeep } from "../../upkeep.ts";
import { Database, FILE } from "../database.ts";
import { guardedEach } from "../failure.ts";
import { openSqliteStore } from "../open.ts";
import { backUp, restore } from "./backup.ts";
import { contentsOf } from "./contents.ts";
import { examine } from "./examine.ts";

/** Upkeep of the store in a folder. */
// imported only when it is chosen
// ts-unused-exports:disable-next-line
export const openSqliteUpkeep = (folder: string, now: () => number): Upkeep => new SqliteUpkeep(folder, now);

class SqliteUpkeep implements Upkeep {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  async backup(target: string, onProgress: (text: string) => void): Promise<Contents> {
    const db = this.#open();
    try {
      return await backUp(db.raw, target, { now: this.#now, onProgress });
    } finally {
      db.raw.close();
    }
  }

  async restore(source: string, onProgress: (text: string) => void): Promise<Contents> {
    if (this.#isFilled())
      throw new AppError("bad-value", `${this.#folder} holds runs already: restore into another folder`);
    const contents = await restore(source, this.#folder, onProgress);
    // brings an older schema up to date
    await openSqliteStore(this.#folder, this.#now)[Symbol.asyncDispose]();
    return contents;
  }

  async *examine(options: ExamineOptions): AsyncGenerator<Examined> {
    const db = this.#open();
    try {
      yield* guardedEach(examine(db, options));
    } finally {
      db.raw.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #open(): Database {
    if (!existsSync(join(this.#folder, FILE)))
      throw new AppError("store", `there is no store in ${this.#folder}: name its folder with --data`);
    const db = new Database(join(this.#folder, FILE));
    db.configure();
    return db;
  }

  #isFilled(): boolean {
    if (!existsSync(join(this.#folder, FILE))) return false;
    const db = this.#open();
    try {
      return contentsOf(db.raw).runs > 0;
    } finally {
      db.raw.close();
    }
  }
}
