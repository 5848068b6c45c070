import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { callerOf } from "./caller.ts";
import { Debts } from "./debts.ts";

/** What one token, or one address without a token, may do in a second. */
export interface Rates {
  readonly requests: number;
  readonly bytes: number;
}

const SECOND = 1_000;
const MINUTE = 60_000;

/** An address as it is counted: of IPv6 the network that one customer gets. */
export const addressOf = ({ ip }: FastifyRequest): string => normalizeIP(ip, 64);

/** Makes the app able to count. Each process counts for itself: two of them let twice as much through. */
export const addCounters = async (app: FastifyInstance): Promise<void> => {
  await app.register(rateLimit, { global: false, cache: LIMITS.callers });
};

/** Limits what callers send. Gives the check of a request that has its caller. */
export const limitRates = (app: FastifyInstance, { requests, bytes }: Rates) => {
  const count = app.createRateLimit({
    max: requests,
    timeWindow: SECOND,
    keyGenerator: (request) => `requests ${callerOf(request).counted}`,
  });
  const debts = new Debts(bytes / SECOND);
  const received = countReceived(app, debts);
  return async (request: FastifyRequest): Promise<void> => {
    const { counted } = callerOf(request);
    if (counted === null) return;
    const counts = await count(request);
    if (!counts.isAllowed && counts.isExceeded)
      throw tooMany(`more than ${requests} requests in a second`, counts.ttl);
    const wait = debts.wait(counted, performance.now(), SECOND);
    if (wait > 0) throw tooMany(`more than ${bytes} bytes a second`, wait);
    received(request, counted);
  };
};

/** Counts what a request has: as its header says at once, else by what its connection has carried since the request before. */
const countReceived = (app: FastifyInstance, debts: Debts) => {
  const unknown = new WeakMap<FastifyRequest, string>();
  const carried = new WeakMap<object, number>();
  app.addHook("onResponse", async (request) => {
    const { socket } = request.raw;
    const before = carried.get(socket) ?? 0;
    // a request that was made in this process came over none
    const after = Number(socket.bytesRead) || 0;
    carried.set(socket, after);
    const counted = unknown.get(request);
    if (counted !== undefined) debts.add(counted, after - before, performance.now());
  });
  return (request: FastifyRequest, counted: string): void => {
    const length = Number(request.headers["content-length"] ?? Number.NaN);
    if (Number.isFinite(length)) debts.add(counted, length, performance.now());
    else if (request.headers["transfer-encoding"] !== undefined) unknown.set(request, counted);
  };
};

/** Limits how often an address may show wrong tokens. */
export const limitFailures = (app: FastifyInstance) => {
  const count = app.createRateLimit({
    max: LIMITS.failedLogins,
    timeWindow: MINUTE,
    keyGenerator: (request) => `failures ${addressOf(request)}`,
  });
  const refuse = ({ ttl }: { readonly ttl: number }): never => {
    throw tooMany("too many wrong tokens came from this address", ttl);
  };
  return {
    /** Throws `too-many` for an address that has had its share. */
    async refuseBlocked(request: FastifyRequest): Promise<void> {
      const counts = await count(request, { increment: false });
      if (!counts.isAllowed && counts.remaining === 0) refuse(counts);
    },
    /** Counts a failure and answers how many there were in this minute. */
    async add(request: FastifyRequest): Promise<number> {
      const counts = await count(request);
      if (counts.isAllowed) return 0;
      if (counts.isExceeded) refuse(counts);
      return counts.max - counts.remaining;
    },
  };
};

const tooMany = (what: string, wait_ms: number): AppError => {
  const retry_after = Math.max(1, Math.ceil(wait_ms / SECOND));
  return new AppError("too-many", `${what}: come again in ${retry_after} s`, { retry_after });
};
