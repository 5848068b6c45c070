import { AppError } from "../../model/errors.ts";

const BUSY = 5;
const FULL = 13;
const EXPRESSION_TOO_DEEP = /too large|too many SQL variables|parser stack overflow/;

/** Node's word for a database or statement that is closed. */
const CLOSED = "ERR_INVALID_STATE";

interface SqliteError extends Error {
  readonly errcode: number;
}

const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number";

/** What a user is told about an error of SQLite; other errors stay as they are. */
export const failure = (error: unknown): Error => {
  if (error instanceof Error && "code" in error && error.code === CLOSED)
    return new AppError("store", "the store is closed", {}, error);
  if (!isSqliteError(error)) return error instanceof Error ? error : new Error(String(error));
  // The low byte is the primary code, the rest tells kinds apart.
  const code = error.errcode & 0xff;
  if (code === FULL) return new AppError("disk-full", "no space is left for the store", {}, error);
  if (code === BUSY)
    return new AppError("busy", "another process has been writing to the store for too long", {}, error);
  if (EXPRESSION_TOO_DEEP.test(error.message))
    return new AppError("bad-query", "the query has too many parts", {}, error);
  return new AppError("store", `the store cannot be used: ${error.message}`, {}, error);
};

/** Does the work and tells its errors as a user should see them. */
export const guarded = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw failure(error);
  }
};

/** As `guarded`, for each step of a sequence. */
export async function* guardedEach<T>(steps: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* steps;
  } catch (error) {
    throw failure(error);
  }
}
