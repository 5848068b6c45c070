import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "./metrics.ts";
import { PROBLEM_TYPE, problemOf, toAppError } from "./problem.ts";

const RETRY_SECONDS: Readonly<Record<number, number>> = { 503: 5, 507: 60 };

/** Answers every error as a problem document. What is the server's fault is logged whole; the answer says none of it. */
export const addFailures = (app: FastifyInstance, metrics: Metrics): void => {
  app.setErrorHandler<FastifyError>((error, request, reply) => answer(error, { request, reply, metrics }));
};

interface Failed {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly metrics: Metrics;
}

const answer = (error: FastifyError, { request, reply, metrics }: Failed) => {
  const known = toAppError(error);
  if (known.status >= 500)
    request.log.error({ err: known.cause ?? known, code: known.code }, "request-failed");
  if (request.method !== "GET" && request.method !== "HEAD") metrics.rejected(known.code);
  const retry = known.fields["retry_after"] ?? RETRY_SECONDS[known.status];
  if (typeof retry === "number") void reply.header("retry-after", retry);
  // Left over from the answer that failed.
  for (const name of ["content-length", "etag", "content-disposition", "accept-ranges"])
    reply.removeHeader(name);
  return reply
    .code(known.status)
    .type(PROBLEM_TYPE)
    .header("cache-control", "no-store")
    .send(JSON.stringify(problemOf(known)));
};
