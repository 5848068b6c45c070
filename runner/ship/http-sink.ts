import type { Sink } from "../../ingest/sink.ts";
import { AppError, type ErrorCode, ERRORS } from "../../model/errors.ts";
import type { Run } from "../../model/run.ts";

interface Server {
  /** Address without `/api/v1`. */
  readonly url: string;
  /** Empty where the server asks for none. */
  readonly token: string;
  readonly fetch: typeof fetch;
}

/** Milliseconds after which a request that has no answer is tried again; for a file longer, as if it went at `SLOWEST` bytes in each. */
const PATIENCE = 60_000;
const SLOWEST = 200;

/** A sink that is a server. What cannot be reached is `busy`; errors that the server answers keep their code and fields. */
export const httpSink = (server: Server): Sink => {
  const run = (uuid: string, rest = ""): string => `/runs/${encodeURIComponent(uuid)}${rest}`;
  return {
    putRun: async (input) => void (await send(server, { method: "PUT", path: run(input.uuid), json: input })),
    appendLog: async (uuid, log, offset, bytes) => {
      const path = run(uuid, `/logs/${encodeURIComponent(log)}?offset=${offset}`);
      return ((await send(server, { method: "PATCH", path, bytes })) as { readonly next: number }).next;
    },
    putResults: async (uuid, results) =>
      void (await send(server, { method: "POST", path: run(uuid, "/results"), json: results })),
    putArtifact: async (uuid, { path, bytes, sha256 }, content) => {
      const file = { content, length: bytes, sha256 };
      await send(server, { method: "PUT", path: run(uuid, `/artifacts/${encodeURIComponent(path)}`), file });
    },
    seal: async (uuid, seal) =>
      (await send(server, { method: "POST", path: run(uuid, "/seal"), json: seal })) as Run,
  };
};

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly file?: {
    readonly content: AsyncIterable<Uint8Array>;
    readonly length: number;
    readonly sha256: string;
  };
}

/** The part of a request that carries what is sent. */
const bodyOf = ({ json, bytes, file }: Sent): RequestInit & { readonly headers: Record<string, string> } => {
  if (json !== undefined)
    return { headers: { "content-type": "application/json" }, body: JSON.stringify(json) };
  const headers = { "content-type": "application/octet-stream" };
  if (file === undefined) return { headers, body: new Uint8Array(bytes ?? []) };
  return {
    headers: { ...headers, "x-sha256": file.sha256 },
    body: ReadableStream.from(file.content),
    duplex: "half",
  };
};

const send = async (server: Server, sent: Sent): Promise<unknown> => {
  const { method, path, file } = sent;
  const { headers, ...body } = bodyOf(sent);
  const url = `${server.url.replace(/\/+$/, "")}/api/v1${path}`;
  const answer = await server
    .fetch(url, {
      method,
      headers: {
        ...headers,
        ...(server.token === "" ? {} : { authorization: `Bearer ${server.token}` }),
      },
      ...body,
      signal: AbortSignal.timeout(PATIENCE + Math.ceil((file?.length ?? 0) / SLOWEST)),
    })
    .catch((cause: unknown) => {
      throw new AppError(
        "busy",
        `${withoutSecrets(server.url)} cannot be reached: ${reasonOf(cause)}`,
        {},
        cause,
      );
    });
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw errorOf(server, answer, said);
  return said;
};

const errorOf = (server: Server, answer: Response, body: unknown): AppError => {
  const problem =
    typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const { code, detail, fields } = problem;
  const wait = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return new AppError(
    isCode(code) ? code : codeOf(answer.status),
    typeof detail === "string" ? detail : `${withoutSecrets(server.url)} answered ${answer.status}`,
    {
      ...problem,
      ...(typeof fields === "object" ? fields : {}),
      ...(Number.isFinite(wait) ? { retry_after_ms: wait * 1000 } : {}),
    },
  );
};

const isCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(ERRORS, code);

/** The code for an answer that something between here and the server gave. */
const codeOf = (status: number): ErrorCode => {
  if (status >= 500 || [408, 425, 429].includes(status)) return "busy";
  const found = (Object.keys(ERRORS) as ErrorCode[]).find((code) => ERRORS[code][0] === status);
  return found ?? "bad-request";
};

const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return "unknown reason";
  return cause.cause instanceof Error && cause.cause.message !== "" ? cause.cause.message : cause.message;
};

const withoutSecrets = (url: string): string => url.replace(/\/\/[^@/]*@/, "//");
