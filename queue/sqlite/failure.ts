import { AppError } from "../../model/errors.ts";

/** SQLite's numbers, see sqlite.org/rescode.html: others write for too long, and the disk is full. */
const BUSY = 5;
const FULL = 13;

/** Does a step of the queue. Throws `busy` when others write for too long and when the disk is full, `store` for anything else that SQLite finds wrong. */
export const whenFree = <T>(step: () => T): T => {
  try {
    return step();
  } catch (cause) {
    if (!(cause instanceof Error) || !("errcode" in cause) || typeof cause.errcode !== "number") throw cause;
    const code = cause.errcode & 0xff;
    const isPassing = code === BUSY || code === FULL;
    throw new AppError(
      isPassing ? "busy" : "store",
      `the queue cannot be ${isPassing ? "written now" : "used"}: ${cause.message}`,
      {},
      cause,
    );
  }
};
