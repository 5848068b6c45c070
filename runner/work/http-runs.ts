import { createHash } from "node:crypto";
import { AppError } from "../../model/errors.ts";
import type { Run, Seal } from "../../model/run.ts";
import type { ArrivedRun, SealOptions } from "./close-run.ts";

interface Server {
  /** Address without `/api/v1`. */
  readonly url: string;
  /** Empty where the server asks for none. */
  readonly token: string;
  readonly fetch: typeof fetch;
}

/** Milliseconds that an answer may take. */
const PATIENCE = 60_000;

/** Reads runs from a server, for a worker that has no store of its own. Throws `busy` for a server that cannot be reached or asked now, `unauthorized` for a token
    that may not read. */
export const httpRuns = (server: Server): SealOptions["readRun"] => {
  const base = `${server.url.replace(/\/+$/, "")}/api/v1/runs/`;
  return async (uuid) => {
    const answer = await ask(server, `${base}${encodeURIComponent(uuid)}`);
    if (answer.status === 404) return null;
    const { task, state, fault, logs } = (await accepted(answer).json()) as Run;
    const arrived: ArrivedRun["logs"] = [];
    for (const log of logs) arrived.push(await digest(server, `${base}${encodeURIComponent(uuid)}`, log));
    return { task, state, fault, logs: arrived };
  };
};

/** What is sealed of a log: it may have grown since its length was told. */
const digest = async (
  server: Server,
  run: string,
  { name, bytes, lines, sha256 }: Run["logs"][number],
): Promise<Seal["logs"][number]> => {
  if (sha256 !== null) return { name, bytes, lines, sha256 };
  const sum = createHash("sha256");
  if (bytes > 0) {
    const url = `${run}/logs/${encodeURIComponent(name)}/raw`;
    const answer = accepted(await ask(server, url, { range: `bytes=0-${bytes - 1}` }));
    const body: AsyncIterable<Uint8Array> | null = answer.body;
    if (body !== null) for await (const chunk of body) sum.update(chunk);
  }
  return { name, bytes, lines, sha256: sum.digest("hex") };
};

const ask = (
  { fetch, token }: Server,
  url: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, {
    headers: { ...headers, ...(token === "" ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((cause: unknown) => {
    throw new AppError("busy", `${new URL(url).origin} cannot be reached`, {}, cause);
  });

const accepted = (answer: Response): Response => {
  if (answer.ok) return answer;
  const asked = `${new URL(answer.url).origin} answered ${answer.status}`;
  if (answer.status === 401 || answer.status === 403)
    throw new AppError("unauthorized", `${asked}: the worker's token may not read runs`);
  throw new AppError(answer.status >= 500 || answer.status === 429 ? "busy" : "bad-request", asked);
};
