import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Metrics } from "./metrics.ts";
import type { AppOptions } from "./options.ts";

/** What routes work with. */
export interface Context extends Pick<AppOptions, "store" | "queue" | "tasks" | "taskAt" | "spool" | "now"> {
  readonly metrics: Metrics;
  /** Aborts when the server closes: what is open for long must end. */
  readonly closing: AbortSignal;
}

/** The routes of one resource. */
export type Routes = FastifyPluginAsyncTypebox<Context>;
