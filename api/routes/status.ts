import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { answers, text } from "../answers.ts";
import type { Context, Routes } from "../context.ts";

const Health = Type.Object({ ok: Type.Literal(true) });

export const statusRoutes: Routes = async (app, context) => {
  app.get(
    "/healthz",
    { logLevel: "warn", schema: { summary: "The process answers", response: answers(Health) } },
    async () => ({ ok: true as const }),
  );

  app.get(
    "/readyz",
    {
      logLevel: "warn",
      schema: { summary: "The store takes writes and the queue answers", response: answers(Health) },
    },
    async (request) => {
      const failing = await failingOf(context, (error) => request.log.error(error));
      if (context.closing.aborted) failing.push("draining");
      if (failing.length > 0) throw new AppError("busy", `not ready: ${failing.join(", ")}`, { failing });
      return { ok: true as const };
    },
  );

  app.get(
    "/metrics",
    {
      logLevel: "warn",
      schema: {
        summary: "Metrics for Prometheus",
        produces: ["text/plain"],
        response: answers(text("metrics")),
      },
    },
    async (_request, reply) => reply.type(context.metrics.contentType).send(await context.metrics.text()),
  );
};

const failingOf = async ({ store, queue }: Context, log: (error: unknown) => void): Promise<string[]> => {
  const checks: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["store", () => store.checkWritable()],
    ["queue", async () => queue?.counts()],
  ];
  const failing: string[] = [];
  for (const [name, check] of checks)
    await check().catch((error: unknown) => {
      log(error);
      failing.push(name);
    });
  return failing;
};
