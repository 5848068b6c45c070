import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type App, createApp } from "../api/app.ts";
import type { Anonymous } from "../api/auth/caller.ts";
import { storeSink } from "../ingest/receive.ts";
import type { Sink } from "../ingest/sink.ts";
import { LIMITS } from "../model/limits.ts";
import type { Settings } from "../model/settings.ts";
import { openQueue } from "../queue/open.ts";
import type { Queue } from "../queue/queue.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { ratesOf } from "./access.ts";
import type { Log } from "./log.ts";
import { loadPages } from "./pages.ts";
import { queueUrl, storeOptions, storeUrl } from "./settings.ts";
import { bundledTasks, taskAt } from "./tasks-folder.ts";
import { VERSION } from "./version.ts";

/** Everything a server consists of, put together for these settings. */
export interface House extends AsyncDisposable {
  readonly store: Store;
  readonly queue: Queue;
  readonly sink: Sink;
  readonly app: App;
}

interface Parts {
  readonly pages: boolean;
  /** What requests without a token may do. */
  readonly anonymous: Anonymous;
  /** Aborts when the server is about to close. */
  readonly stopping?: AbortSignal;
  /** Where its requests are logged; nowhere unless given. */
  readonly log?: Log | null;
}

/** Opens store and queue and makes the app over them. Disposing closes them in the order in which nothing is cut off. */
export const openHouse = async (settings: Settings, parts: Parts): Promise<House> => {
  mkdirSync(settings.data, { recursive: true });
  const now = Date.now;
  const store = await openStore(storeUrl(settings), storeOptions(settings));
  const queue = await openQueue(queueUrl(settings), { now });
  const app = await createApp({
    store,
    queue,
    tasks: bundledTasks,
    taskAt,
    now,
    token: settings.token || null,
    anonymous: parts.anonymous,
    rates: ratesOf(settings),
    version: VERSION,
    logger: parts.log ?? false,
    ...(parts.stopping === undefined ? {} : { stopping: parts.stopping }),
    spool: importFolder(settings),
    ...(parts.pages ? await loadPages(now) : { renderPage: null, assets: null }),
  });
  return {
    store,
    queue,
    sink: storeSink(store),
    app,
    async [Symbol.asyncDispose]() {
      await closeApp(app);
      await queue[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
};

/** Answers what has begun, and cuts off what takes too long: clients repeat it. */
const closeApp = async (app: App): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), LIMITS.farewell);
  await app.close();
  clearTimeout(cut);
};

/** Where large imports wait for their end, before they become runs. */
const importFolder = (settings: Settings): string => {
  const folder = join(settings.data, "import");
  mkdirSync(folder, { recursive: true });
  return folder;
};
