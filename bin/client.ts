import { Readable } from "node:stream";
import { createApp } from "../api/app.ts";
import { AppError, type ErrorCode, ERRORS } from "../model/errors.ts";
import type { Settings } from "../model/settings.ts";
import { openStore } from "../store/open.ts";
import { openQueue } from "../queue/open.ts";
import { bundledTasks } from "./tasks-folder.ts";
import { findServer } from "./server-file.ts";
import { queueUrl, storeUrl } from "./settings.ts";
import { VERSION } from "./version.ts";

type Body = string | AsyncIterable<Uint8Array>;

/** The API as commands use it, whoever serves it. Paths are below `/api/v1`. Answers that are problems are thrown as `AppError`. */
export interface Client extends AsyncDisposable {
  readonly address: string;
  call(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: Body): Promise<unknown>;
}

/** The server of the settings; else the one that serves the data folder right now; else the same API on the data folder within this process. */
export const openClient = async (settings: Settings): Promise<Client> => {
  const address = settings.server || findServer(settings.data)?.address;
  return address === undefined ? openLocal(settings) : openRemote(address.replace(/\/$/, ""), settings.token);
};

const openRemote = (address: string, token: string): Client => ({
  address,
  async call(method, path, body) {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { ...contentType(body), ...(token === "" ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : Readable.toWeb(Readable.from(body)), duplex: "half" }),
    }).catch((error: unknown) => {
      throw new AppError("busy", `no answer from ${address}: is the server running?`, {}, error);
    });
    return accept(answer.status, await answer.text());
  },
  async [Symbol.asyncDispose]() {},
});

const openLocal = async (settings: Settings): Promise<Client> => {
  const now = Date.now;
  const store = await openStore(storeUrl(settings), { now });
  const queue = await openQueue(queueUrl(settings), { now });
  const app = await createApp({
    store,
    queue,
    tasks: bundledTasks,
    now,
    token: null,
    version: VERSION,
    renderPage: null,
    assets: null,
    logger: false,
  });
  return {
    address: settings.data,
    async call(method, path, body) {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: contentType(body),
        ...(body === undefined ? {} : { payload: typeof body === "string" ? body : Readable.from(body) }),
      });
      return accept(answer.statusCode, answer.body);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await queue[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
};

const contentType = (body: Body | undefined): Record<string, string> =>
  body === undefined
    ? {}
    : { "content-type": typeof body === "string" ? "application/json" : "application/octet-stream" };

const accept = (status: number, text: string): unknown => {
  const body: unknown = text === "" ? null : parseJson(text);
  if (status < 400) return body;
  const problem = (body ?? {}) as {
    code?: string;
    detail?: string;
    title?: string;
    fields?: Record<string, unknown>;
  };
  const code =
    problem.code !== undefined && Object.hasOwn(ERRORS, problem.code)
      ? (problem.code as ErrorCode)
      : "internal";
  throw new AppError(
    code,
    problem.detail ?? problem.title ?? `the server answered ${status}`,
    problem.fields ?? {},
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError(
      "internal",
      "the server's answer is not JSON: is this address a taskotron server?",
      {},
      error,
    );
  }
};
