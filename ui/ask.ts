/** An answer of the API that a page cannot do without, and did not get. */
export class PageError extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.name = "PageError";
    this.status = status;
    this.title = title;
  }
}

/** Reads an answer of the API. Throws `PageError` with the API's own words when there is none. The API makes its answers from the
    schemas that the types come from, so they are not checked a second time. */
export type Ask = <T>(path: string) => Promise<T>;

type Get = (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;

interface Problem {
  readonly title?: string;
  readonly detail?: string;
}

const OK = 300;

export const askWith =
  (get: Get): Ask =>
  async <T>(path: string) => {
    const { status, body } = await get(path);
    if (status < OK) return body as T;
    const problem = (body ?? {}) as Problem;
    throw new PageError(status, problem.title ?? "no answer", problem.detail ?? "the server gave no reason");
  };

/** What an answer says, or the error that came in its place: for a part of a page that the rest does not depend on. */
export type Maybe<T> =
  { readonly kind: "value"; readonly value: T } | { readonly kind: "error"; readonly message: string };

export const maybe = async <T>(answer: Promise<T>): Promise<Maybe<T>> => {
  try {
    return { kind: "value", value: await answer };
  } catch (error) {
    if (error instanceof PageError) return { kind: "error", message: error.message };
    throw error;
  }
};

export const valueOr = <T>(answer: Maybe<T>, fallback: T): T =>
  answer.kind === "value" ? answer.value : fallback;
