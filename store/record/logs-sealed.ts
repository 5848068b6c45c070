import { AppError, type ErrorCode } from "../../model/errors.ts";
import type { Log, Seal } from "../../model/run.ts";

type SealedLog = Seal["logs"][number];

/** Holds a log's length against the sealed one; null for a log of which nothing has arrived. Throws `log-gap`, `seal-mismatch`. */
export const verifyLength = (
  { name, bytes, lines }: SealedLog,
  log: Pick<Log, "bytes" | "lines"> | null,
): void => {
  const arrived = log ?? { bytes: 0, lines: 0 };
  if (arrived.bytes < bytes) throw logGap(name, arrived.bytes);
  if (arrived.bytes > bytes || arrived.lines !== lines)
    throw logRefusal(
      "seal-mismatch",
      name,
      `${arrived.bytes} bytes and ${arrived.lines} lines arrived, ${bytes} and ${lines} were sealed`,
    );
};

/** Throws `seal-mismatch`. */
export const verifyDigest = ({ name, sha256 }: SealedLog, arrived: string): void => {
  if (arrived !== sha256)
    throw logRefusal("seal-mismatch", name, `sha256 ${arrived} arrived, ${sha256} was sealed`);
};

/** Throws `seal-mismatch` when one of the logs that have arrived is not sealed. */
export const verifyNames = (arrived: readonly string[], sealed: readonly SealedLog[]): void => {
  const named = new Set(sealed.map(({ name }) => name));
  const other = arrived.find((name) => !named.has(name));
  if (other !== undefined) throw logRefusal("seal-mismatch", other, "it arrived and was not sealed");
};

export const logGap = (log: string, next: number): AppError =>
  new AppError("log-gap", `log ${log}: the bytes from offset ${next} on are missing`, { log, next });

/** An error that is about one log. */
export const logRefusal = (code: ErrorCode, log: string, detail: string): AppError =>
  new AppError(code, `log ${log}: ${detail}`, { log });
