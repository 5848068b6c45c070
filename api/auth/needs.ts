import type { FastifyRequest } from "fastify";
import type { Scope } from "../../model/token.ts";

/** What a request needs: nothing, leave to write anything at all, or this scope. */
export type Need = "nothing" | "write" | Scope;

/** What each route below `/api/v1` needs, and each beside it. HEAD needs what GET does. */
export const NEEDS: Readonly<Record<string, Need>> = {
  "GET /api/v1/runs": "read",
  "GET /api/v1/runs/:uuid": "read",
  "PUT /api/v1/runs/:uuid": "ingest",
  "POST /api/v1/runs/:uuid/seal": "ingest",
  "PUT /api/v1/runs/:uuid/pin": "triage",
  "DELETE /api/v1/runs/:uuid/pin": "triage",
  "GET /api/v1/runs/:uuid/results": "read",
  "POST /api/v1/runs/:uuid/results": "ingest",
  "GET /api/v1/runs/:uuid/logs": "read",
  "GET /api/v1/runs/:uuid/logs/:name": "read",
  "PATCH /api/v1/runs/:uuid/logs/:name": "ingest",
  "GET /api/v1/runs/:uuid/logs/:name/find": "read",
  "GET /api/v1/runs/:uuid/logs/:name/raw": "read",
  "GET /api/v1/runs/:uuid/logs/:name/tail": "read",
  "GET /api/v1/runs/:uuid/artifacts": "read",
  "GET /api/v1/runs/:uuid/artifacts/:path": "read",
  "GET /api/v1/runs/:uuid/artifacts/*": "read",
  "PUT /api/v1/runs/:uuid/artifacts/:path": "ingest",
  "PUT /api/v1/runs/:uuid/artifacts/*": "ingest",
  "POST /api/v1/import": "ingest",
  "GET /api/v1/results": "read",
  "GET /api/v1/results/:id": "read",
  "GET /api/v1/items/:type/:item": "read",
  "GET /api/v1/search": "read",
  "GET /api/v1/suggest": "read",
  "GET /api/v1/stats/checks": "read",
  "GET /api/v1/stats/packages": "read",
  "GET /api/v1/stats/trend": "read",
  "GET /api/v1/checks/:name": "read",
  "GET /api/v1/packages/:name": "read",
  "GET /api/v1/tasks": "read",
  "GET /api/v1/jobs": "read",
  "POST /api/v1/jobs": "triage",
  "DELETE /api/v1/jobs/:uuid": "triage",
  "POST /api/v1/jobs/:uuid/retry": "triage",
  "GET /api/v1/tokens": "admin",
  "POST /api/v1/tokens": "admin",
  "DELETE /api/v1/tokens/:id": "admin",
  "GET /api/v1/audit": "admin",
  "GET /api/v1/audit/verdict": "admin",
  "GET /api/v1/openapi.json": "read",
  "GET /badge/:kind/:name.svg": "read",
  "GET /metrics": "read",
  "GET /healthz": "nothing",
  "GET /readyz": "nothing",
  "GET /login": "nothing",
  "POST /login": "nothing",
  "GET /login.css": "nothing",
  "GET /logout": "nothing",
  "POST /logout": "nothing",
};

/** Routes of packages: the API's description, and built files. */
const BELOW: readonly (readonly [string, Need])[] = [
  ["/docs", "read"],
  ["/assets/", "nothing"],
];

const READING: readonly string[] = ["GET", "HEAD", "OPTIONS"];

export const isReading = (method: string): boolean => READING.includes(method);

/** What a route needs; undefined for one that nobody has thought of. */
export const needOfRoute = (method: string, url: string): Need | undefined =>
  NEEDS[`${method === "HEAD" ? "GET" : method} ${url}`] ??
  (isReading(method) ? BELOW.find(([prefix]) => url.startsWith(prefix))?.[1] : undefined);

/** What a request needs. What is no route is a page, or a wrong address. */
export const needOf = ({ method, routeOptions: { url } }: FastifyRequest): Need =>
  (url === undefined ? undefined : needOfRoute(method, url)) ?? (isReading(method) ? "read" : "write");
