import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { AppError } from "../model/errors.ts";
import type { RenderPage } from "./pages.ts";

/** Paths that hold no pages: what is not a route there is not found. */
export const NO_PAGES = /^\/(?:api|assets|badge|docs|healthz|readyz|metrics)(?:\/|$)/;

/** Answers what no route does: a page, the methods that an address takes, or a problem. Call it before routes are added. */
export const addFallback = (app: FastifyInstance, renderPage: RenderPage | null): void => {
  const routes = rememberRoutes(app);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const methods = routes(path);
    if (methods.length > 0) return refuseMethod(request, reply, methods);
    if (renderPage !== null && !NO_PAGES.test(path)) {
      if (request.method === "GET" || request.method === "HEAD")
        return page(app, { request, reply, renderPage });
      return refuseMethod(request, reply, ["GET", "HEAD"]);
    }
    throw new AppError("not-found", `there is nothing at ${path.slice(0, 200)}`);
  });
};

/** The methods that routes take, by path of a request. */
const rememberRoutes = (app: FastifyInstance): ((path: string) => string[]) => {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }: RouteOptions) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return (path) => [
    ...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
  ];
};

const patternOf = (url: string): RegExp => {
  const source = url
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/:\w+/g, "[^/]+")
    .replace(/\*/g, ".*");
  return new RegExp(`^${source}$`);
};

const refuseMethod = (request: FastifyRequest, reply: FastifyReply, methods: readonly string[]) => {
  void reply.header("allow", [...methods, "OPTIONS"].join(", "));
  if (request.method === "OPTIONS") return reply.code(204).send();
  throw new AppError("bad-method", `${request.method} is not possible here; ${methods.join(", ")} is`, {
    methods,
  });
};

interface PageCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly renderPage: RenderPage;
}

const page = async (app: FastifyInstance, { request, reply, renderPage }: PageCall) => {
  const answer = await renderPage({
    url: request.url,
    get: async (path) => {
      const { statusCode, body } = await app.inject({
        method: "GET",
        url: `/api/v1${path}`,
        headers: shownBy(request),
        remoteAddress: request.ip,
      });
      return { status: statusCode, body: body === "" ? null : (JSON.parse(body) as unknown) };
    },
  });
  return reply.code(answer.status).type("text/html; charset=utf-8").send(answer.html);
};

/** What a request shows of who makes it: a page shows no more than its reader may read. */
const shownBy = ({ headers: { authorization, cookie } }: FastifyRequest): Record<string, string> => ({
  ...(authorization === undefined ? {} : { authorization }),
  ...(cookie === undefined ? {} : { cookie }),
});
