import type { FastifyReply, FastifyRequest } from "fastify";
import { LIMITS } from "../../model/limits.ts";

const NAME = "taskotron_session";

/** The session that a browser sends; null for none. */
export const sessionOf = ({ headers }: FastifyRequest): string | null =>
  /(?:^|;\s*)taskotron_session=(tss_[A-Za-z0-9_-]{43})(?:;|$)/.exec(headers.cookie ?? "")?.[1] ?? null;

/** Gives a browser its session, or takes it away with null. No script can read it, no other site can send it. */
export const setSession = (request: FastifyRequest, reply: FastifyReply, secret: string | null): void => {
  // whoever ends TLS in front of this server says so
  const secure = request.headers["x-forwarded-proto"] === "https" ? "; Secure" : "";
  const age = secret === null ? 0 : LIMITS.session / 1000;
  void reply.header(
    "set-cookie",
    `${NAME}=${secret ?? ""}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`,
  );
};
