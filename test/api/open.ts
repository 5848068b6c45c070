import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { createApp } from "../../api/app.ts";
import type { AppOptions } from "../../api/options.ts";
import type { Queue } from "../../queue/queue.ts";
import { openQueue } from "../../queue/open.ts";
import { openStore } from "../../store/open.ts";
import type { Store } from "../../store/store.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The JSON, where the answer is some. */
  readonly body: unknown;
}

export interface Opened extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly queue: Queue;
  call(
    method: NonNullable<InjectOptions["method"]>,
    url: string,
    options?: Pick<InjectOptions, "headers" | "payload">,
  ): Promise<Answer>;
}

export const NOW = Date.parse("2026-11-24T12:00:00Z");

/** The app on an own store and queue in a folder of its own, at noon of a fixed day. */
export const openApp = async (options: Partial<AppOptions> = {}): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), "taskotron-api-"));
  const now = options.now ?? (() => NOW);
  const store = await openStore(`sqlite:${folder}`, { now });
  const queue = await openQueue(`sqlite:${folder}`, { now });
  const app = await createApp({
    store,
    queue,
    tasks: async () => [
      {
        name: "rpmlint",
        desc: "",
        maintainer: "",
        path: "/tasks/rpmlint/rpmlint.yml",
        types: ["koji_build"],
      },
    ],
    spool: folder,
    now,
    token: null,
    version: "0.0.0",
    renderPage: null,
    assets: null,
    logger: false,
    ...options,
  });
  return {
    app,
    store,
    queue,
    async call(method, url, more = {}) {
      const answer = await app.inject({ method, url, ...more });
      const isJson =
        answer.headers["content-encoding"] === undefined &&
        /json/.test(String(answer.headers["content-type"]));
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        bytes: answer.rawPayload,
        body: isJson && answer.body !== "" ? (JSON.parse(answer.body) as unknown) : null,
      };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await queue[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
};
