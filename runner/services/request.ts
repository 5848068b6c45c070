import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Reach } from "./reach.ts";

/** One HTTP request: a POST where there is a body. */
export interface Request {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A good answer. `chunks` can be read once. */
export interface Answered {
  /** Bytes that are announced; null where that is not the length of what is read. */
  readonly length: number | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Sends a request once and lets `read` have a good answer. Throws `busy` for a server that cannot be reached, answers 429 or 5xx, breaks off or is
    silent too long; `not-found` for 404 and 410; `directive` for any other refusal. */
export const request = async <T>(
  { url, headers = {}, body }: Request,
  { services, signal }: Omit<Reach, "say">,
  read: (answer: Answered) => Promise<T>,
): Promise<T> => {
  using silence = new Silence();
  try {
    const response = await services.fetch(url, {
      // what is compressed on the way has another length than what is announced
      headers: { "accept-encoding": "identity", ...headers },
      signal: AbortSignal.any([signal, silence.signal]),
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw refusal(url, response.status);
    }
    return await read({ length: lengthOf(response), chunks: heard(response.body, silence) });
  } catch (error) {
    if (signal.aborted) throw error;
    if (silence.signal.aborted)
      throw new AppError("busy", `${url} was silent for ${LIMITS.silence / 1000} s`, {}, error);
    const reason = brokenBy(error);
    if (reason === null) throw error;
    throw new AppError("busy", `${url} cannot be reached: ${reason}`, {}, error);
  }
};

/** Reads an answer as text. Throws `too-large`. */
export const readText = async ({ chunks }: Answered): Promise<string> => {
  const bytes: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LIMITS.serviceAnswer)
      throw new AppError("too-large", `the answer is longer than ${LIMITS.serviceAnswer} bytes`);
    bytes.push(chunk);
  }
  return Buffer.concat(bytes).toString();
};

const refusal = (url: string, status: number): AppError => {
  const message = `${url} answered ${status}`;
  if (status === 404 || status === 410) return new AppError("not-found", message);
  return new AppError(status === 429 || status >= 500 ? "busy" : "directive", message);
};

const lengthOf = ({ headers }: Response): number | null => {
  const announced = headers.get("content-length");
  return announced === null || headers.has("content-encoding") ? null : Number(announced);
};

async function* heard(body: ReadableStream<Uint8Array> | null, silence: Silence): AsyncGenerator<Uint8Array> {
  for await (const chunk of body ?? []) {
    silence.end();
    yield chunk;
  }
}

/** Aborts when it has lasted too long; it begins anew whenever it ends. */
class Silence implements Disposable {
  readonly #end = new AbortController();
  #timer = this.#begin();

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  #begin(): NodeJS.Timeout {
    return setTimeout(() => this.#end.abort(), LIMITS.silence);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begin();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** What `fetch` says of a connection that failed: a TypeError whose cause tells more. */
const brokenBy = (error: unknown): string | null => {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return null;
  const { cause } = error;
  return cause.message || ("code" in cause ? String(cause.code) : error.message);
};
