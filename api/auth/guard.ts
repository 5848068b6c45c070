import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { AppError } from "../../model/errors.ts";
import type { Scope } from "../../model/token.ts";
import { type Caller, CALLER, may, setCaller } from "./caller.ts";
import type { Identify } from "./identify.ts";
import { isReading, type Need, needOf, needOfRoute } from "./needs.ts";
import { refuseForeign, refuseForeignHost } from "./origin.ts";

export interface GuardOptions {
  readonly identify: Identify;
  /** Throws `too-many`. */
  readonly limit: (request: FastifyRequest) => Promise<void>;
  /** Shows a person where to log in, and answers true, where a page was asked for. */
  readonly askPerson: (request: FastifyRequest, reply: FastifyReply) => boolean;
  readonly refused: (reason: string) => void;
}

/** Lets through what its caller may do: each route's need is in `needs.ts`, and a route without one is refused when it is added.
    Writes do not come from pages of other origins, and without a token only to this machine by its own name.
    Requests fail with `forbidden`, `unauthorized`, `too-many`. Call it before routes are added. */
export const guard = (app: FastifyInstance, options: GuardOptions): void => {
  app.decorateRequest(CALLER, null);
  app.addHook("onRoute", refuseUnknown);
  app.addHook("onRequest", async (request, reply) => {
    if (!isReading(request.method)) refuseForeign(request, options.refused);
    const need = needOf(request);
    const caller = await identified(request, reply, { need, ...options });
    setCaller(request, caller);
    await options.limit(request);
    if (
      caller.actor.actor === "anonymous" &&
      !isReading(request.method) &&
      need !== "nothing" &&
      may(caller, need)
    )
      refuseForeignHost(request, options.refused);
    if (may(caller, need)) return;
    if (caller.actor.actor === "anonymous" && options.askPerson(request, reply)) return reply;
    throw refusal(caller, need, { reply, refused: options.refused });
  });
};

const refuseUnknown = ({ method, url }: RouteOptions): void => {
  for (const one of [method].flat())
    if (needOfRoute(one, url) === undefined)
      throw new Error(`the route ${one} ${url} has no scope: add it to api/auth/needs.ts`);
};

const identified = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { need, identify, refused }: GuardOptions & { readonly need: Need },
): Promise<Caller> => {
  if (need === "nothing") return identify.anonymous(request);
  try {
    return await identify.caller(request, reply);
  } catch (error) {
    if (error instanceof AppError && error.status < 500) refused("wrong");
    throw error;
  }
};

const refusal = (
  { actor }: Caller,
  need: Need,
  { reply, refused }: { readonly reply: FastifyReply; readonly refused: (reason: string) => void },
): AppError => {
  if (actor.actor === "anonymous") {
    refused("missing");
    void reply.header("www-authenticate", "Bearer");
    return new AppError("unauthorized", "this needs the header `Authorization: Bearer TOKEN`");
  }
  refused("scope");
  const scope: Scope = need === "nothing" || need === "write" ? "ingest" : need;
  void reply.header("www-authenticate", `Bearer error="insufficient_scope", scope="${scope}"`);
  return new AppError("forbidden", `this needs a token with the scope ${scope}`, { scope });
};
