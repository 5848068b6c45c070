import type { Sink } from "../../ingest/sink.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { ship } from "./ship.ts";
import type { Spool } from "./spool.ts";

/** What came of shipping a run: the server has all of it; it takes no more of it, since the run is no longer this runner's; or the rest is kept in the spool. */
export type Shipped = "shipped" | "closed" | "kept";

interface ShippingOptions {
  /** Once it aborts, shipping goes on for `LIMITS.farewell` and then leaves the rest in the spool. */
  readonly signal: AbortSignal;
  /** Aborting it ends shipping at once. */
  readonly giveUp: AbortSignal;
  readonly random: () => number;
  readonly onClosed: () => void;
  readonly onMessage: (message: string) => void;
}

/** Ships a run in the background. Resolves when nothing more will be shipped; never rejects. */
export const startShipping = async (spool: Spool, sink: Sink, options: ShippingOptions): Promise<Shipped> => {
  const end = new AbortController();
  const farewell = (): void =>
    void setTimeout(() => end.abort(new Error("there was no more time")), LIMITS.farewell).unref();
  if (options.signal.aborted) farewell();
  options.signal.addEventListener("abort", farewell, { once: true });
  try {
    await ship(spool, sink, {
      signal: AbortSignal.any([end.signal, options.giveUp]),
      random: options.random,
      onRetry: (error, delay) =>
        options.onMessage(`${error.message}; trying again in ${(delay / 1000).toFixed(1)} s`),
    });
    return "shipped";
  } catch (error) {
    if (error instanceof AppError && error.code === "run-closed") {
      options.onClosed();
      return "closed";
    }
    options.onMessage(
      `kept in ${spool.folder}: ${error instanceof Error ? error.message : "unknown reason"}`,
    );
    return "kept";
  } finally {
    options.signal.removeEventListener("abort", farewell);
  }
};
