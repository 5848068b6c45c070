import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../model/errors.ts";

const SAFE: readonly string[] = ["GET", "HEAD", "OPTIONS"];

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Lets reads pass, and writes that do not come from another site's page and carry the token, where there is one. Without a token, writes must be
    addressed to this machine by a name that no other site can take. Throws `forbidden`, `unauthorized`. */
export const guardWrites = (token: string | null, refused: (reason: string) => void) => {
  const wanted = token === null ? null : digest(`Bearer ${token}`);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (SAFE.includes(request.method)) return;
    if (isForeign(request)) {
      refused("origin");
      throw new AppError("forbidden", "a page of another origin may not write here");
    }
    if (wanted === null && !isLoopback(request.hostname)) {
      refused("host");
      throw new AppError(
        "forbidden",
        `writes without a token must be addressed to 127.0.0.1, [::1] or localhost, not ${request.hostname}`,
      );
    }
    if (wanted === null || timingSafeEqual(wanted, digest(request.headers.authorization ?? ""))) return;
    refused(request.headers.authorization === undefined ? "missing" : "wrong");
    void reply.header("www-authenticate", "Bearer");
    throw new AppError("unauthorized", "writes need the header `Authorization: Bearer TOKEN`");
  };
};

const isForeign = ({ headers, host }: FastifyRequest): boolean => {
  if (headers["sec-fetch-site"] === "cross-site") return true;
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
};

/** A page whose own name was pointed at this machine sends that name as host. */
const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
