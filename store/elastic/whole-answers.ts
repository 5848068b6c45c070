import { setTimeout as pause } from "node:timers/promises";
import { errors, SniffingTransport } from "@elastic/elasticsearch";
import type { TransportRequestOptions, TransportRequestParams } from "@elastic/elasticsearch";
import { AppError } from "../../model/errors.ts";

/** What is read of answers to tell whether anything is missing in them. */
interface Answer {
  readonly _shards?: { readonly failed?: number };
  readonly docs?: readonly { readonly error?: Failed }[];
  readonly responses?: readonly (Pick<Answer, "_shards"> & { readonly error?: Failed })[];
}

interface Failed {
  readonly type: string;
  readonly reason?: string;
}

/** Milliseconds before a read is tried again. */
const PAUSES = [100, 200, 400, 800, 1600];

/** Lets no answer count that lacks what a part of the cluster would have said: while a node starts or an index was just made, Elasticsearch answers
    searches, counts and reads of many documents as if what it cannot reach did not exist. Such reads are tried again for some seconds. */
export class WholeAnswers extends SniffingTransport {
  override async request<T>(params: TransportRequestParams, options?: TransportRequestOptions): Promise<T> {
    if (!isRead(params)) return super.request<T>(params, options);
    for (const ms of PAUSES) {
      try {
        return await this.#whole<T>(params, options);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
      await pause(ms, undefined, options?.signal ? { signal: options.signal } : {});
    }
    return this.#whole<T>(params, options);
  }

  async #whole<T>(params: TransportRequestParams, options?: TransportRequestOptions): Promise<T> {
    const answer = await super.request<unknown>(
      params.path.endsWith("/_search") ? strict(params) : params,
      options,
    );
    refusePartial(bodyOf(answer));
    return answer as T;
  }
}

const isRead = ({ method, path }: TransportRequestParams): boolean =>
  /\/_(search|msearch|mget|count|pit)$/.test(path) || (method === "GET" && path.includes("/_doc/"));

/** Whether shards of an index could not be reached, which is usual for a moment after it was made. */
const isPassing = (error: unknown): boolean =>
  error instanceof AppError
    ? error.code === "unavailable"
    : error instanceof errors.ResponseError && error.statusCode === 503;

const strict = (params: TransportRequestParams): TransportRequestParams => ({
  ...params,
  querystring: { ...querystringOf(params), allow_partial_search_results: false },
});

const querystringOf = ({ querystring }: TransportRequestParams): Record<string, unknown> =>
  typeof querystring === "string" ? Object.fromEntries(new URLSearchParams(querystring)) : { ...querystring };

const bodyOf = (answer: unknown): Answer => answer ?? {};

/** An index that was not made yet has no documents; any other error hides them. */
const refusePartial = ({ _shards: shards, docs = [], responses = [] }: Answer): void => {
  const hidden = [...docs, ...responses].find(
    ({ error }) => error !== undefined && error.type !== "index_not_found_exception",
  );
  const failed = [{ _shards: shards }, ...responses].some((part) => (part._shards?.failed ?? 0) > 0);
  if (hidden === undefined && !failed) return;
  const reason = hidden?.error?.reason ?? "some shards did not answer";
  throw new AppError("unavailable", `Elasticsearch cannot tell all of this now: ${reason}`);
};
