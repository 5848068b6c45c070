import { chmod, constants, copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import Type from "typebox";
import Value from "typebox/value";
import { AppError } from "../../../model/errors.ts";
import { toTime } from "../../../model/time.ts";
import type { Contents } from "../../upkeep.ts";
import { FILE } from "../database.ts";
import { contentsOf } from "./contents.ts";

/** The note beside a backup's file, written last: a folder without it is no backup. */
const NOTE = "backup.json";

const Note = Type.Object({
  store: Type.Literal("sqlite"),
  schema: Type.Integer(),
  created: Type.String(),
  contents: Type.Object({
    runs: Type.Integer(),
    results: Type.Integer(),
    log_bytes: Type.Integer(),
  }),
});

const OWNER_ALONE = 0o600;

/** All pages in one step, so that a store that is written to meanwhile is copied as of one moment. It runs outside of the event loop. */
const ALL_PAGES = 2 ** 31 - 1;

/** Copies the store in a folder to a new folder. */
export const backUp = async (
  db: DatabaseSync,
  target: string,
  { now, onProgress }: { readonly now: () => number; readonly onProgress: (text: string) => void },
): Promise<Contents> => {
  await mkdir(target, { recursive: true, mode: 0o700 });
  if (await exists(join(target, FILE)))
    throw new AppError("bad-value", `${target} holds a store or a backup already: name a new folder`);
  const fresh = join(target, `${FILE}.new`);
  await rm(fresh, { force: true });
  try {
    onProgress("copying the store");
    await backup(db, fresh, { rate: ALL_PAGES });
    // logs may hold what is not for every user of the machine
    await chmod(fresh, OWNER_ALONE);
    onProgress("checking the copy");
    const { contents, schema } = check(fresh);
    await rename(fresh, join(target, FILE));
    const note = { store: "sqlite", schema, created: toTime(now()), contents };
    await writeFile(join(target, NOTE), `${JSON.stringify(note, null, 2)}\n`, {
      flush: true,
      mode: OWNER_ALONE,
    });
    return contents;
  } finally {
    for (const end of ["", "-wal", "-shm", "-journal"]) await rm(`${fresh}${end}`, { force: true });
  }
};

/** Copies a backup into a folder that has no store. */
export const restore = async (
  source: string,
  folder: string,
  onProgress: (text: string) => void,
): Promise<Contents> => {
  const note = await readNote(source);
  await mkdir(folder, { recursive: true });
  const fresh = join(folder, `${FILE}.new`);
  onProgress("copying the backup");
  await copyFile(join(source, FILE), fresh, constants.COPYFILE_FICLONE);
  onProgress("checking the copy");
  const { contents } = check(fresh);
  if (JSON.stringify(contents) !== JSON.stringify(note.contents))
    throw new AppError("bad-value", `${source} holds ${JSON.stringify(contents)}, its note says otherwise`);
  for (const end of ["-wal", "-shm"]) await rm(join(folder, `${FILE}${end}`), { force: true });
  await rename(fresh, join(folder, FILE));
  return contents;
};

const readNote = async (source: string): Promise<Type.Static<typeof Note>> => {
  const text = await readFile(join(source, NOTE), "utf8").catch(() => null);
  if (text === null) throw new AppError("bad-value", `${source} is no complete backup: it has no ${NOTE}`);
  try {
    return Value.Parse(Note, JSON.parse(text));
  } catch {
    throw new AppError("bad-value", `${join(source, NOTE)} cannot be understood`);
  }
};

const check = (file: string): { readonly contents: Contents; readonly schema: number } => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const found = db
      .prepare("PRAGMA integrity_check")
      .all()
      .map((row) => String(row["integrity_check"]));
    if (found[0] !== "ok") throw new AppError("store", `the copy ${file} is damaged: ${found[0] ?? ""}`);
    return {
      contents: contentsOf(db),
      schema: Number(db.prepare("PRAGMA user_version").get()?.["user_version"]),
    };
  } finally {
    db.close();
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
