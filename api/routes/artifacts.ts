import type { FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import Type from "typebox";
import { ArtifactsAnswer } from "../../model/answer/list.ts";
import { Artifact, ArtifactPath } from "../../model/artifact.ts";
import { Sha256, Uuid } from "../../model/schema.ts";
import { answers, OfRun, text } from "../answers.ts";
import { artifactHeaders } from "../artifact-headers.ts";
import type { Context, Routes } from "../context.ts";
import { artifactOf, runOf } from "../found.ts";
import { takeStream } from "../raw-body.ts";
import { sendBytes } from "../stored-bytes.ts";

const OfArtifact = Type.Object({ uuid: Uuid, path: ArtifactPath });

const Announced = Type.Object({ "x-sha256": Type.Optional(Sha256) });

interface Named {
  Params: Type.Static<typeof OfArtifact> | { readonly uuid: string; readonly "*": string };
  Headers: Type.Static<typeof Announced>;
  Body: Readable | undefined;
}

type Handler = (request: FastifyRequest<Named>, reply: FastifyReply) => Promise<unknown>;

const pathOf = (params: Named["Params"]): string => ("path" in params ? params.path : params["*"]);

export const artifactRoutes: Routes = async (app, context) => {
  takeStream(app);
  const { store } = context;
  app.get(
    "/runs/:uuid/artifacts",
    {
      schema: { summary: "Lists the artifacts of a run", params: OfRun, response: answers(ArtifactsAnswer) },
    },
    async ({ params: { uuid } }) => {
      const { artifacts } = await runOf(store, uuid);
      return { data: artifacts, next: null, total: { value: artifacts.length, exact: true } };
    },
  );
  const addresses = [
    { url: "/runs/:uuid/artifacts/:path", params: OfArtifact },
    // With its slashes as they are, as links in a report are; the store knows no other paths.
    { url: "/runs/:uuid/artifacts/*", hide: true },
  ];
  for (const { url, ...schema } of addresses) {
    app.route<Named>({ method: "PUT", url, schema: { ...schema, ...PUT }, handler: taking(context) });
    app.route<Named>({
      method: ["GET", "HEAD"],
      url,
      schema: { ...schema, ...GET },
      handler: giving(context),
    });
  }
};

const PUT = {
  summary: "Keeps the body as a file of a run; may be repeated",
  consumes: ["application/octet-stream"],
  headers: Announced,
  response: answers(Artifact),
};

const GET = {
  summary: "The bytes of an artifact; takes Range",
  produces: ["application/octet-stream"],
  response: { ...answers(text("the bytes")), 206: text("the bytes of the range") },
};

const taking =
  ({ store, metrics }: Context): Handler =>
  async ({ params, headers, body }) => {
    const place = { run: params.uuid, path: pathOf(params), sha256: headers["x-sha256"] ?? null };
    return store.putArtifact(place, counted(body ?? Readable.from([]), metrics.ingested));
  };

async function* counted(
  body: AsyncIterable<Uint8Array>,
  ingested: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const bytes of body) {
    ingested(bytes.length);
    yield bytes;
  }
}

const giving =
  ({ store }: Context): Handler =>
  async (request, reply) => {
    const { uuid } = request.params;
    const { path, bytes, sha256 } = await artifactOf(store, uuid, pathOf(request.params));
    const read = (start: number, end: number) => store.readArtifact(uuid, path, start, end);
    void reply.headers(artifactHeaders(path));
    return sendBytes(request, reply, { bytes, sha256, read });
  };
