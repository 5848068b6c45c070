import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Store } from "../../store/store.ts";
import { NO_PAGES } from "../fallback.ts";
import { type Caller, may } from "./caller.ts";
import type { Identify } from "./identify.ts";
import { createSession, revokeToken } from "./issue.ts";
import type { KnownTokens } from "./known-tokens.ts";
import { loginPage, logoutPage } from "./login-page.ts";
import { LOGIN_STYLE } from "./login-style.ts";
import { sessionOf, setSession } from "./session-cookie.ts";

export interface LoginOptions {
  readonly store: Pick<Store, "tokens" | "audit">;
  readonly identify: Identify;
  readonly known: KnownTokens;
  readonly now: () => number;
}

/** Answers a request for a page with the form, and says whether it was one. */
export const askPerson = (request: FastifyRequest, reply: FastifyReply): boolean => {
  const { method, url } = request;
  const isPage = request.routeOptions.url === undefined && !NO_PAGES.test(url.split("?")[0] ?? "");
  if (!isPage || (method !== "GET" && method !== "HEAD")) return false;
  void showForm(reply, { next: url, problem: null, status: 401 });
  return true;
};

/** A person shows a token once and gets a session in a cookie: plain forms, no script. */
export const loginRoutes: FastifyPluginAsync<LoginOptions> = async (app, options) => {
  const { store, identify, now } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: LIMITS.form },
    async (_request: FastifyRequest, text: string) => Object.fromEntries(new URLSearchParams(text)),
  );

  app.get<{ Querystring: { next?: string } }>("/login", { schema: { hide: true } }, (request, reply) =>
    showForm(reply, { next: nextOf(request.query), problem: null, status: 200 }),
  );

  app.get("/login.css", { schema: { hide: true } }, (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "max-age=3600").send(LOGIN_STYLE),
  );

  app.post("/login", { schema: { hide: true } }, async (request, reply) => {
    const form = (request.body ?? {}) as Readonly<Record<string, string>>;
    const next = nextOf(form);
    const secret = form["token"]?.trim() ?? "";
    if (secret === "") return showForm(reply, { next, problem: "a token is needed", status: 401 });
    try {
      const { actor, scopes } = await reader(request, reply, { identify, secret });
      setSession(request, reply, await createSession({ store, now, actor }, scopes));
    } catch (error) {
      if (!(error instanceof AppError) || (error.status !== 401 && error.status !== 403)) throw error;
      return showForm(reply, { next, problem: error.message, status: error.status });
    }
    return reply.redirect(next, 303);
  });

  app.get("/logout", { schema: { hide: true } }, (_request, reply) => html(reply, 200, logoutPage()));

  app.post("/logout", { schema: { hide: true } }, async (request, reply) => {
    const secret = sessionOf(request);
    if (secret !== null) await end(secret, options);
    setSession(request, reply, null);
    return reply.redirect("/login", 303);
  });
};

/** Throws `unauthorized`, `forbidden`, `too-many`. */
const reader = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { identify, secret }: { readonly identify: Identify; readonly secret: string },
): Promise<Caller> => {
  const caller = await identify.holder(secret, request, reply);
  if (may(caller, "read")) return caller;
  throw new AppError("forbidden", "this token has no scope read");
};

const end = async (secret: string, { store, known, now }: LoginOptions): Promise<void> => {
  const worth = await known.look(secret);
  if (worth.kind !== "live") return;
  const { id, created_by, name } = worth.token;
  const isBootstrap = created_by === "bootstrap";
  const actor = isBootstrap ? "bootstrap" : "token";
  await revokeToken({ store, now, actor: { actor, token: isBootstrap ? null : created_by, name } }, id);
};

/** The address to go on to; only one of this server. */
const nextOf = ({ next = "/" }: { readonly next?: string }): string =>
  /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : "/";

interface Form {
  readonly next: string;
  readonly problem: string | null;
  readonly status: number;
}

const showForm = (reply: FastifyReply, { next, problem, status }: Form): FastifyReply =>
  html(reply, status, loginPage(next, problem));

const html = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(text);
