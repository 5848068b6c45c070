import { timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../model/errors.ts";
import { hashOf, TOKEN } from "../../model/token.ts";
import { type Anonymous, anonymousCaller, BOOTSTRAP, type Caller, tokenCaller } from "./caller.ts";
import type { Failures } from "./failed-logins.ts";
import type { KnownTokens, Worth } from "./known-tokens.ts";
import { addressOf } from "./rates.ts";
import { sessionOf } from "./session-cookie.ts";

export interface IdentifyOptions {
  readonly known: KnownTokens;
  readonly failures: Failures;
  /** The server's own token; null for none. */
  readonly token: string | null;
  readonly anonymous: Anonymous;
}

/** Finds out who shows a token, or who makes a request. */
export class Identify {
  readonly #options: IdentifyOptions;
  readonly #bootstrap: Buffer | null;

  constructor(options: IdentifyOptions) {
    this.#options = options;
    this.#bootstrap = options.token === null ? null : Buffer.from(hashOf(options.token));
  }

  /** By the header `Authorization: Bearer`, else by the session's cookie, else anonymous. Throws what `holder` throws. */
  async caller(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const [, secret] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (secret !== undefined) return this.holder(secret, request, reply);
    return (await this.#session(request)) ?? this.anonymous(request);
  }

  anonymous(request: FastifyRequest): Caller {
    return anonymousCaller(this.#options.anonymous, addressOf(request));
  }

  /** Throws `unauthorized` for a token that is none, or no longer; `too-many` where an address shows many of them. */
  async holder(secret: string, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const worth = await this.#worthOf(secret);
    // a session is the browser's alone
    if (worth.kind === "live" && !worth.token.session) return tokenCaller(worth.token);
    if (worth.kind === "unknown" && this.#bootstrap !== null) {
      // it may be short enough to be guessed
      await this.#options.failures.refuseBlocked(request);
      if (timingSafeEqual(this.#bootstrap, Buffer.from(hashOf(secret)))) return BOOTSTRAP;
    }
    const reason = worth.kind === "live" ? "unknown" : worth.kind;
    await this.#options.failures.add(request, reason);
    void reply.header("www-authenticate", 'Bearer error="invalid_token"');
    throw new AppError("unauthorized", SAYINGS[reason]);
  }

  async #session(request: FastifyRequest): Promise<Caller | null> {
    const secret = sessionOf(request);
    if (secret === null) return null;
    const worth = await this.#worthOf(secret);
    if (worth.kind !== "live" || !worth.token.session) return null;
    return worth.token.created_by === "bootstrap" && this.#bootstrap === null
      ? null
      : tokenCaller(worth.token);
  }

  async #worthOf(secret: string): Promise<Worth> {
    return TOKEN.test(secret) ? this.#options.known.look(secret) : { kind: "unknown" };
  }
}

const SAYINGS: Readonly<Record<Exclude<Worth["kind"], "live">, string>> = {
  unknown: "this is no token of this server",
  expired: "this token has expired",
  revoked: "this token was revoked",
};
