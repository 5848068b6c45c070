import type { FastifyBaseLogger } from "fastify";
import type { TaskAnswer } from "../model/answer/task.ts";
import type { Queue } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { Anonymous } from "./auth/caller.ts";
import type { Rates } from "./auth/rates.ts";
import type { RenderPage } from "./pages.ts";

/** What an app is made of. It owns none of it: who opened store and queue closes them. */
export interface AppOptions {
  readonly store: Store;
  /** Null: this server schedules nothing. */
  readonly queue: Queue | null;
  /** The tasks that can be scheduled by name. */
  readonly tasks: () => Promise<readonly TaskAnswer[]>;
  /** Reads the task whose formula is at a path of this machine; null for none. Where it is not given, only `tasks` can be scheduled. */
  readonly taskAt?: (path: string) => Promise<TaskAnswer | null>;
  /** Folder for imports that are too large for memory; without it they need a uuid. */
  readonly spool?: string;
  readonly now: () => number;
  /** A token that may do everything, beside those of the store; null for none. */
  readonly token: string | null;
  /** What requests without a token may do; without it `read` where there is a token, else `write`. */
  readonly anonymous?: Anonymous;
  /** Limits for each token, and for each address without one; without it those of `LIMITS`. */
  readonly rates?: Rates;
  /** Aborts when the server is about to close: it is not ready from then on, and what is open for long ends. */
  readonly stopping?: AbortSignal;
  readonly version: string;
  /** Null: the server has no pages. */
  readonly renderPage: RenderPage | null;
  /** Folder of built client files with hashed names, served at `/assets/`; null for none. */
  readonly assets: string | null;
  /** Where requests and failures are logged; false for nowhere. */
  readonly logger: FastifyBaseLogger | false;
}
