import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import fastify, { type FastifyInstance } from "fastify";
import { LIMITS } from "../model/limits.ts";
import { addAuth } from "./auth/auth.ts";
import { loginRoutes } from "./auth/login.ts";
import type { Context } from "./context.ts";
import { addFailures } from "./failures.ts";
import { addFallback } from "./fallback.ts";
import { SECURITY_HEADERS } from "./headers.ts";
import { newMetrics } from "./metrics.ts";
import { addOpenApi } from "./openapi.ts";
import type { AppOptions } from "./options.ts";
import { logRequests } from "./request-log.ts";
import { addApiRoutes, addOtherRoutes } from "./routes.ts";
import { timedStore } from "./timed-store.ts";
import { answerBrokenRequest, toProblem } from "./unparsed.ts";
import { validatorCompiler } from "./validate.ts";

/** The HTTP server. */
export type App = FastifyInstance;

/** Makes the HTTP server, not yet listening. Closing it ends its requests; store and queue stay open. */
export const createApp = async (options: AppOptions): Promise<App> => {
  const app = newServer(options).withTypeProvider<TypeBoxTypeProvider>();
  const metrics = newMetrics(options);
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());
  options.stopping?.addEventListener("abort", () => closing.abort(), { once: true });
  app.setValidatorCompiler(validatorCompiler);
  // Schemas of answers describe; they do not cut what an answer has.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await app.register(helmet, SECURITY_HEADERS);
  await app.register(compress, {
    encodings: ["zstd", "br", "gzip"],
    requestEncodings: ["gzip", "br", "zstd"],
  });
  const login = await addAuth(app, options, metrics);
  if (options.logger !== false) logRequests(app);
  addFailures(app, metrics);
  addFallback(app, options.renderPage);
  await addOpenApi(app, options.version);
  const store = timedStore(options.store, metrics.stored);
  const context: Context = { ...options, store, metrics, closing: closing.signal };
  await addApiRoutes(app, context);
  await addOtherRoutes(app, context);
  await app.register(loginRoutes, login);
  if (options.assets !== null) await addAssets(app, options.assets);
  return app;
};

const newServer = ({ logger }: AppOptions): FastifyInstance =>
  fastify({
    ...(logger === false ? { logger } : { loggerInstance: logger }),
    logController: new fastify.LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.json,
    requestTimeout: LIMITS.request,
    http: { maxHeaderSize: LIMITS.header },
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: LIMITS.header, ignoreDuplicateSlashes: false },
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    frameworkErrors: toProblem,
    clientErrorHandler: answerBrokenRequest,
  });

// Built files carry a hash of their content in their names.
const addAssets = async (app: FastifyInstance, root: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root,
    prefix: "/assets/",
    immutable: true,
    maxAge: "365d",
    index: false,
    dotfiles: "deny",
    decorateReply: false,
  });
};
