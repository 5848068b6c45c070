import { Readable } from "node:stream";
import Type from "typebox";
import { FORMATS } from "../../ingest/format.ts";
import { importFile } from "../../ingest/import.ts";
import { baseArch, DEFAULT_ARCH } from "../../model/arch.ts";
import { ImportAnswer } from "../../model/answer/import.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { Name, oneOf, Uuid } from "../../model/schema.ts";
import { answers } from "../answers.ts";
import type { Routes } from "../context.ts";
import { takeStream } from "../raw-body.ts";

const Parameters = Type.Object({
  format: Type.Optional(oneOf(FORMATS)),
  item: Type.Optional(Name),
  type: Type.Optional(Name),
  arch: Type.Optional(Name),
  check: Type.Optional(Name),
  uuid: Type.Optional(Uuid),
});

export const importRoutes: Routes = async (app, { store, now, spool, metrics }) => {
  takeStream(app);
  app.post<{ Querystring: Type.Static<typeof Parameters>; Body: Readable | undefined }>(
    "/import",
    {
      schema: {
        summary:
          "Takes a whole file as a run: its bytes as the log, what it says as results; may be repeated",
        consumes: ["application/octet-stream"],
        querystring: Parameters,
        response: { 201: ImportAnswer, ...answers(ImportAnswer) },
      },
    },
    async ({ query, body }, reply): Promise<ImportAnswer> => {
      const {
        format = "auto",
        item = "unnamed",
        type = "file",
        arch = DEFAULT_ARCH,
        check = "imported",
        uuid,
      } = query;
      const options = {
        format,
        item,
        type,
        arch: baseArch(arch),
        check,
        ...(uuid === undefined ? {} : { uuid }),
        ...(spool === undefined ? {} : { spool }),
      };
      const answer = await importFile(
        store,
        options,
        atMost(body ?? Readable.from([]), metrics.ingested),
        now,
      );
      void reply.code(201);
      return answer;
    },
  );
};

/** The bytes of a body. Throws `too-large` beyond the limit of an import. */
async function* atMost(
  body: AsyncIterable<Uint8Array>,
  ingested: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const bytes of body) {
    size += bytes.length;
    if (size > LIMITS.importFile)
      throw new AppError("too-large", `an import may have ${LIMITS.importFile} bytes`);
    ingested(bytes.length);
    yield bytes;
  }
}
