import { errors } from "@elastic/elasticsearch";
import { AppError } from "../../model/errors.ts";

/** Why the cluster refused something, in its words. */
export interface Refusal {
  readonly status: number;
  /** As `cluster_block_exception`. */
  readonly type: string;
  readonly reason: string;
}

/** Certificates that are not trusted, by the codes of Node's TLS. */
const UNTRUSTED =
  /self-signed certificate|unable to verify|certificate has expired|altnames|unable to get (?:local )?issuer/i;

/** Whether the same request may succeed in a moment. */
export const isPassing = ({ status, type }: Refusal): boolean =>
  [429, 502, 503, 504].includes(status) && type !== "cluster_block_exception";

/** What a user is told about a refusal. */
export const refused = (refusal: Refusal, cause?: unknown): AppError => {
  const { status, type, reason } = refusal;
  if (type === "cluster_block_exception" && /read-only|flood-stage/.test(reason))
    return new AppError("disk-full", `Elasticsearch takes no writes: ${reason}`, {}, cause);
  if (/too_many_clauses|too_many_nested_clauses|maxClauseCount/.test(`${type} ${reason}`))
    return new AppError("bad-query", "the query has too many parts", {}, cause);
  if (status === 401)
    return new AppError("store", "Elasticsearch does not know this user, password or API key", {}, cause);
  if (status === 403 && type === "security_exception")
    return new AppError(
      "store",
      `Elasticsearch does not allow this user what it needs: ${reason}`,
      {},
      cause,
    );
  if (isPassing(refusal) || type === "cluster_block_exception")
    return new AppError("unavailable", `Elasticsearch cannot do this now: ${reason}`, {}, cause);
  return new AppError("store", `Elasticsearch refuses what it was asked: ${type}: ${reason}`, {}, cause);
};

/** What a user is told about an error of the client; other errors stay as they are. */
export const failure = (error: unknown): Error => {
  if (error instanceof AppError) return error;
  if (error instanceof errors.ResponseError) return refused(refusalOf(error), error);
  if (error instanceof errors.ConnectionError && UNTRUSTED.test(error.message))
    return new AppError(
      "store",
      `the certificate of Elasticsearch is not trusted: ${error.message}; name its authority in TASKOTRON_STORE_CA`,
      {},
      error,
    );
  if (error instanceof errors.ProductNotSupportedError)
    return new AppError("store", "the server at the store's address is not Elasticsearch", {}, error);
  if (isUnreachable(error))
    return new AppError("unavailable", `Elasticsearch cannot be reached: ${error.message}`, {}, error);
  if (error instanceof errors.ElasticsearchClientError)
    return new AppError("store", `Elasticsearch cannot be used: ${error.message}`, {}, error);
  return error instanceof Error ? error : new Error(String(error));
};

const isUnreachable = (error: unknown): error is Error =>
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError;

const refusalOf = (error: errors.ResponseError): Refusal => {
  const body = error.body as { readonly error?: Partial<Refusal> | string } | undefined;
  const told = typeof body?.error === "object" ? body.error : {};
  return { status: error.statusCode ?? 0, type: told.type ?? "", reason: told.reason ?? error.message };
};

/** Does the work and tells its errors as a user should see them. */
export const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw failure(error);
  }
};

/** As `guarded`, for each step of a sequence. */
export async function* guardedEach<T>(steps: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* steps;
  } catch (error) {
    throw failure(error);
  }
}
