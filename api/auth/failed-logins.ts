import type { FastifyInstance, FastifyRequest } from "fastify";
import { LIMITS } from "../../model/limits.ts";
import type { Store } from "../../store/store.ts";
import { addressOf, limitFailures } from "./rates.ts";

/** Counts wrong tokens by address, and tells the audit trail of them. */
export interface Failures {
  /** Throws `too-many` for an address that has had its share of this minute. */
  refuseBlocked(request: FastifyRequest): Promise<void>;
  /** Counts one. Throws `too-many` beyond the limit. */
  add(request: FastifyRequest, reason: string): Promise<void>;
}

/** Of each address in each minute the trail is told of the first failure and of the last that is let through, and never of more than
    `LIMITS.failureRows` in all: whoever fails must not fill it. */
export const watchFailures = (app: FastifyInstance, audit: Store["audit"]): Failures => {
  const counter = limitFailures(app);
  const rows = app.createRateLimit({
    max: LIMITS.failureRows,
    timeWindow: 60_000,
    keyGenerator: () => "failure rows",
  });
  const tell = async (request: FastifyRequest, reason: string, failures: number): Promise<void> => {
    const counts = await rows(request);
    if (!counts.isAllowed && counts.isExceeded) return;
    await audit.append({
      actor: "anonymous",
      token: null,
      name: null,
      action: "login-failed",
      subject: addressOf(request),
      detail: { reason, failures, blocked: failures === LIMITS.failedLogins },
    });
  };
  return {
    refuseBlocked: (request) => counter.refuseBlocked(request),
    async add(request, reason) {
      const failures = await counter.add(request);
      if (failures === 1 || failures === LIMITS.failedLogins)
        await tell(request, reason, failures).catch((error: unknown) => request.log.error(error));
    },
  };
};
