import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../model/errors.ts";

const SAFE: readonly string[] = ["GET", "HEAD", "OPTIONS"];

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Lets reads pass, and writes that do not come from another site's page and carry the token, where there is one.
    Throws `forbidden`, `unauthorized`. */
export const guardWrites = (token: string | null, refused: (reason: string) => void) => {
  const wanted = token === null ? null : digest(`Bearer ${token}`);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (SAFE.includes(request.method)) return;
    if (isForeign(request)) {
      refused("origin");
      throw new AppError("forbidden", "a page of another origin may not write here");
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
