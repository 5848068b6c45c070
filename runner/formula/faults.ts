import { AppError } from "../../model/errors.ts";

/** Reads a part of a formula; gives `fallback` in its place when that throws `formula`. */
export type Attempt = <T>(read: () => T, fallback: T) => T;

/** An `Attempt` that keeps what went wrong, so that all of it can be told at once. */
export const collectFaults = (): { readonly attempt: Attempt; readonly faults: AppError[] } => {
  const faults: AppError[] = [];
  const attempt: Attempt = (read, fallback) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "formula") throw error;
      faults.push(error);
      return fallback;
    }
  };
  return { attempt, faults };
};
