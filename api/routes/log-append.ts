import Type from "typebox";
import { LIMITS } from "../../model/limits.ts";
import { answers, OfLog } from "../answers.ts";
import type { Routes } from "../context.ts";
import { takeBytes } from "../raw-body.ts";

const Appended = Type.Object({ next: Type.Integer({ description: "byte offset that is expected next" }) });

const At = Type.Object({
  offset: Type.Integer({
    minimum: 0,
    maximum: LIMITS.log,
    description: "byte offset in the log of the body's first byte",
  }),
});

const NO_BYTES = Buffer.alloc(0);

export const logAppendRoutes: Routes = async (app, { store, metrics }) => {
  takeBytes(app, LIMITS.chunk);
  app.patch<{
    Params: Type.Static<typeof OfLog>;
    Querystring: Type.Static<typeof At>;
    Body: Buffer | undefined;
  }>(
    "/runs/:uuid/logs/:name",
    {
      schema: {
        summary: "Appends raw bytes to a log at a byte offset; may be repeated",
        consumes: ["application/octet-stream"],
        params: OfLog,
        querystring: At,
        response: answers(Appended),
      },
    },
    async ({ params, query: { offset }, body }) => {
      const bytes = body ?? NO_BYTES;
      const next = await store.appendLog({ run: params.uuid, log: params.name, offset }, bytes);
      metrics.ingested(bytes.length);
      return { next };
    },
  );
};
