import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Services } from "./services.ts";

/** What reaching a service takes; a step's context is one. */
export interface Reach {
  readonly services: Services;
  readonly signal: AbortSignal;
  readonly say: (level: "DEBUG" | "INFO" | "WARNING", message: string) => void;
}

/** Repeats what failed with `busy`, after twice as long each time. Throws every other error at once, and `busy` when it has failed too often. */
export const withRetries = async <T>(
  { services, signal, say }: Reach,
  work: () => Promise<T>,
): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || error.code !== "busy") throw error;
      if (tries > LIMITS.serviceRetries)
        throw new AppError("busy", `${error.message}; gave up after ${tries} tries`, {}, error);
      const delay = LIMITS.retry * 2 ** tries;
      say("WARNING", `${error.message}; trying again in ${delay / 1000} s`);
      await services.sleep(delay, signal);
    }
  }
};
