import { Readable } from "node:stream";
import { AppError, type ErrorCode, ERRORS } from "../model/errors.ts";
import type { Settings } from "../model/settings.ts";
import { findServer } from "./server-file.ts";

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
  // what a server consists of takes a second to load: only where there is no server to ask
  const { openHouse } = await import("./house.ts");
  const house = await openHouse(settings, { pages: false, anonymous: "owner" });
  return {
    address: settings.data,
    async call(method, path, body) {
      const answer = await house.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: contentType(body),
        ...(body === undefined ? {} : { payload: typeof body === "string" ? body : Readable.from(body) }),
      });
      return accept(answer.statusCode, answer.body);
    },
    [Symbol.asyncDispose]: () => house[Symbol.asyncDispose](),
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
