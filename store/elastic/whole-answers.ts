import { SniffingTransport } from "@elastic/elasticsearch";
import type { TransportRequestOptions, TransportRequestParams } from "@elastic/elasticsearch";
import { AppError } from "../../model/errors.ts";

/** What is read of answers to tell whether anything is missing in them. */
interface Answer {
  readonly _shards?: { readonly failed?: number };
  readonly docs?: readonly { readonly error?: { readonly type: string; readonly reason?: string } }[];
}

/** Lets no answer count that lacks what a part of the cluster would have said: while a node starts, Elasticsearch answers searches, counts and
    reads of many documents as if what it cannot reach did not exist. */
export class WholeAnswers extends SniffingTransport {
  override async request<T>(params: TransportRequestParams, options?: TransportRequestOptions): Promise<T> {
    const { path } = params;
    if (path.endsWith("/_search")) return super.request<T>(strict(params), options);
    const answer = await super.request<unknown>(params, options);
    if (path.endsWith("/_mget") || path.endsWith("/_count")) refusePartial(bodyOf(answer));
    return answer as T;
  }
}

const strict = (params: TransportRequestParams): TransportRequestParams => ({
  ...params,
  querystring: { ...querystringOf(params), allow_partial_search_results: false },
});

const querystringOf = ({ querystring }: TransportRequestParams): Record<string, unknown> =>
  typeof querystring === "string" ? Object.fromEntries(new URLSearchParams(querystring)) : { ...querystring };

const bodyOf = (answer: unknown): Answer => (answer ?? {});

/** An index that was not made yet has no documents; any other error hides them. */
const refusePartial = ({ _shards: shards, docs = [] }: Answer): void => {
  const hidden = docs.find(({ error }) => error !== undefined && error.type !== "index_not_found_exception");
  if (hidden === undefined && (shards?.failed ?? 0) === 0) return;
  const reason = hidden?.error?.reason ?? "some shards did not answer";
  throw new AppError("unavailable", `Elasticsearch cannot tell all of this now: ${reason}`);
};
