import type { FastifyInstance } from "fastify";
import { LIMITS } from "../../model/limits.ts";
import type { Metrics } from "../metrics.ts";
import type { AppOptions } from "../options.ts";
import { auditWrites } from "./audited.ts";
import { watchFailures } from "./failed-logins.ts";
import { guard } from "./guard.ts";
import { Identify } from "./identify.ts";
import { KnownTokens } from "./known-tokens.ts";
import { askPerson, type LoginOptions } from "./login.ts";
import { addCounters, limitRates } from "./rates.ts";
import { restrictToTasks } from "./restrict.ts";

/** Makes the app ask every request who makes it and what that allows. Call it before routes are added; the answer is what the login is made of. */
export const addAuth = async (
  app: FastifyInstance,
  options: AppOptions,
  { refused }: Metrics,
): Promise<LoginOptions> => {
  const { store, now, token, renderPage } = options;
  await addCounters(app);
  const known = new KnownTokens({
    tokens: store.tokens,
    now,
    onError: (error) => app.log.error(error),
  });
  const identify = new Identify({
    known,
    failures: watchFailures(app, store.audit),
    token,
    anonymous: options.anonymous ?? (token === null ? "write" : "read"),
  });
  guard(app, {
    identify,
    limit: limitRates(app, options.rates ?? { requests: LIMITS.rateRequests, bytes: LIMITS.rateBytes }),
    askPerson: renderPage === null ? () => false : askPerson,
    refused,
  });
  restrictToTasks(app, store);
  auditWrites(app, store.audit);
  return { store, identify, known, now };
};
