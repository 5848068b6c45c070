import type { FastifyRequest } from "fastify";
import { AppError } from "../../model/errors.ts";

/** Throws `forbidden` for a request that a page of another origin has sent. */
export const refuseForeign = ({ headers, host }: FastifyRequest, refused: (reason: string) => void): void => {
  const { origin } = headers;
  const isForeign =
    headers["sec-fetch-site"] === "cross-site" ||
    (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host));
  if (!isForeign) return;
  refused("origin");
  throw new AppError("forbidden", "a page of another origin may not write here");
};

/** Throws `forbidden` for a request that is not addressed to this machine by a name that no other site can take: a page whose own name was
    pointed at this machine sends that name as host. */
export const refuseForeignHost = ({ hostname }: FastifyRequest, refused: (reason: string) => void): void => {
  if (/^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname)) return;
  refused("host");
  throw new AppError(
    "forbidden",
    `writes without a token must be addressed to 127.0.0.1, [::1] or localhost, not ${hostname}`,
  );
};
