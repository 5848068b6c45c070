import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly onRetry: (error: AppError, delayMs: number) => void;
}

/** Tries until it works: waits with full jitter up to twice as long each time, or as long as the server asks. Throws the error when trying again cannot help, or when the signal aborts. */
export const retry = async <T>(
  work: () => Promise<T>,
  { signal, random, onRetry }: RetryOptions,
): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || !isTemporary(error) || signal.aborted) throw error;
      const delay = waitFor(error, tries, random());
      onRetry(error, delay);
      await sleep(delay, undefined, { signal }).catch(() => {});
      if (signal.aborted) throw error;
    }
  }
};

/** 408, 425, 429 and all 5xx; what could not be reached is `busy`. */
const isTemporary = ({ status }: AppError): boolean => [408, 425, 429].includes(status) || status >= 500;

const waitFor = (error: AppError, tries: number, random: number): number => {
  const asked = error.fields["retry_after_ms"];
  if (typeof asked === "number") return asked;
  const most = Math.min(LIMITS.retryMax, LIMITS.retry * 2 ** Math.min(tries, 20));
  return Math.round(random * most);
};
