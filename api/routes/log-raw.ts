import type Type from "typebox";
import { OfLog, answers, text } from "../answers.ts";
import type { Routes } from "../context.ts";
import { logOf } from "../found.ts";
import { sendBytes } from "../stored-bytes.ts";

export const logRawRoutes: Routes = async (app, { store }) => {
  app.route<{ Params: Type.Static<typeof OfLog> }>({
    method: ["GET", "HEAD"],
    url: "/runs/:uuid/logs/:name/raw",
    schema: {
      summary: "The bytes of a log as they came; takes Range",
      produces: ["text/plain"],
      params: OfLog,
      response: { ...answers(text("the bytes")), 206: text("the bytes of the range") },
    },
    handler: async (request, reply) => {
      const { uuid, name } = request.params;
      const { bytes, sha256 } = await logOf(store, uuid, name);
      void reply.headers({
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": `inline; filename="${name}"`,
      });
      const read = (start: number, end: number) => store.readBytes(uuid, name, start, end);
      return sendBytes(request, reply, { bytes, sha256, read });
    },
  });
};
