import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { type Answered, request } from "./request.ts";
import { type Reach, withRetries } from "./reach.ts";

/** A file to be had. */
export interface Source {
  /** Address or absolute path. */
  readonly from: string;
  /** Bytes that it must have; null where nobody knows. Only a file of known size is taken from the cache. */
  readonly size: number | null;
}

/** Puts a file at a path that is not there, or replaces what is there; anybody may read it. What fails leaves nothing.
    Throws `not-found`; `busy` after its retries; `directive` for a file of the wrong size; `too-large`. */
export const download = async (source: Source, to: string, reach: Reach): Promise<void> => {
  const part = `${to}.part`;
  // what lies here may be a link to anywhere
  await rm(part, { recursive: true, force: true });
  try {
    await fill(source, part, reach);
    await chmod(part, 0o644);
    await rename(part, to);
  } finally {
    await rm(part, { force: true });
  }
};

const fill = async (source: Source, part: string, reach: Reach): Promise<void> => {
  const { cache } = reach.services;
  if (source.from.startsWith("/")) return copy(source, part);
  if (cache === null || source.size === null) return withRetries(reach, () => fetchFile(source, part, reach));
  const kept = join(cache, "downloads", createHash("sha256").update(source.from).digest("hex"));
  if ((await sizeOf(kept)) === source.size) reach.say("DEBUG", `${source.from} is in the cache`);
  else await keep(source, kept, reach);
  await copyFile(kept, part);
};

/** Fetches a file into the cache, which other runs use at the same time. */
const keep = async (source: Source, kept: string, reach: Reach): Promise<void> => {
  await mkdir(dirname(kept), { recursive: true });
  const own = await mkdtemp(join(dirname(kept), ".part-"));
  try {
    await withRetries(reach, () => fetchFile(source, join(own, "file"), reach));
    await rename(join(own, "file"), kept);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
};

const copy = async ({ from, size }: Source, part: string): Promise<void> => {
  const found = await sizeOf(from);
  if (found === null) throw new AppError("not-found", `there is no file ${from}`);
  checkSize(from, found, size);
  await copyFile(from, part);
};

const sizeOf = async (file: string): Promise<number | null> => {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
};

const fetchFile = ({ from, size }: Source, file: string, reach: Reach): Promise<void> =>
  request({ url: from }, reach, async (answer) => {
    const got = await write(answer, file);
    if (answer.length !== null && got !== answer.length)
      throw new AppError("busy", `${from} broke off after ${got} of ${answer.length} bytes`);
    checkSize(from, got, size);
  });

const write = async ({ chunks }: Answered, file: string): Promise<number> => {
  await rm(file, { force: true });
  await using handle = await open(file, "wx", 0o644);
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LIMITS.download)
      throw new AppError("too-large", `the file is longer than ${LIMITS.download} bytes`);
    await handle.write(chunk);
  }
  return size;
};

const checkSize = (from: string, got: number, expected: number | null): void => {
  if (expected !== null && got !== expected)
    throw new AppError("directive", `${from} has ${got} bytes; it was announced with ${expected}`);
};
