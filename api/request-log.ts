import type { FastifyInstance } from "fastify";
import { withoutTokens } from "../model/token.ts";

const QUIET: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/** Logs a line for each request that was answered, in the fields of ECS: reads at level `debug`, failures of the server at `error`. No query or body is in it, as they may
    hold what is secret. */
export const logRequests = (app: FastifyInstance): void => {
  app.addHook("onResponse", async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    if (QUIET.has(path)) return;
    const line = {
      http: { request: { method: request.method }, response: { status_code: reply.statusCode } },
      url: { path: withoutTokens(path) },
      event: { duration: Math.round(reply.elapsedTime * 1e6) },
      ...runOf(request.params),
    };
    request.log[levelOf(request.method, reply.statusCode)](line, "request");
  });
};

const levelOf = (method: string, status: number): "error" | "warn" | "info" | "debug" => {
  if (status >= 500) return "error";
  if (status >= 400) return "warn";
  return method === "GET" || method === "HEAD" ? "debug" : "info";
};

const runOf = (params: unknown): { readonly taskotron?: { readonly run: string } } => {
  const uuid = (params as { readonly uuid?: unknown } | undefined)?.uuid;
  return typeof uuid === "string" ? { taskotron: { run: uuid } } : {};
};
