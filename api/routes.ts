import type { FastifyInstance } from "fastify";
import type { Context, Routes } from "./context.ts";
import { artifactRoutes } from "./routes/artifacts.ts";
import { auditRoutes } from "./routes/audit.ts";
import { badgeRoutes } from "./routes/badge.ts";
import { importRoutes } from "./routes/import.ts";
import { itemRoutes } from "./routes/items.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { logAppendRoutes } from "./routes/log-append.ts";
import { logLineRoutes } from "./routes/log-lines.ts";
import { logRawRoutes } from "./routes/log-raw.ts";
import { logTailRoutes } from "./routes/log-tail.ts";
import { resultRoutes } from "./routes/results.ts";
import { runRoutes } from "./routes/runs.ts";
import { searchRoutes } from "./routes/search.ts";
import { statsRoutes } from "./routes/stats.ts";
import { statusRoutes } from "./routes/status.ts";
import { subjectRoutes } from "./routes/subjects.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { tokenRoutes } from "./routes/tokens.ts";

const API: readonly Routes[] = [
  runRoutes,
  logAppendRoutes,
  logLineRoutes,
  logRawRoutes,
  logTailRoutes,
  artifactRoutes,
  resultRoutes,
  importRoutes,
  searchRoutes,
  statsRoutes,
  subjectRoutes,
  itemRoutes,
  jobRoutes,
  taskRoutes,
  tokenRoutes,
  auditRoutes,
];

/** Adds everything below `/api/v1`. */
export const addApiRoutes = async (app: FastifyInstance, context: Context): Promise<void> => {
  for (const routes of API) await app.register(routes, { ...context, prefix: "/api/v1" });
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, async () => app.swagger());
};

/** Adds what machines read beside the API. */
export const addOtherRoutes = async (app: FastifyInstance, context: Context): Promise<void> => {
  for (const routes of [badgeRoutes, statusRoutes]) await app.register(routes, { ...context });
};
