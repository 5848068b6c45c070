/** Every error that reaches a user: HTTP status, and what it means. Codes are stable; `docs/errors.md` lists them. */
export const ERRORS = {
  "not-found": [404, "there is no such thing"],
  "bad-request": [400, "the request cannot be understood"],
  "bad-method": [405, "the address does not take this method"],
  "bad-media": [415, "the content type or encoding is not taken here"],
  "bad-range": [416, "there are no such bytes"],
  "bad-value": [422, "a value does not fit"],
  "bad-query": [400, "the query cannot be understood"],
  "bad-cursor": [400, "the cursor was not made by this server"],
  "log-conflict": [409, "other bytes are stored in this range"],
  "log-gap": [416, "bytes before this offset are missing"],
  "run-closed": [410, "the run is sealed and takes no more"],
  "run-open": [409, "the run has not ended yet"],
  expired: [410, "it was kept for as long as it had to be, and is gone"],
  "run-conflict": [409, "the run exists with another task, item, type or arch"],
  "artifact-conflict": [409, "an artifact with other content is stored at this path"],
  "artifact-missing": [416, "an artifact that was sealed has not arrived"],
  "result-conflict": [409, "a result at this position exists with other content"],
  "seal-mismatch": [409, "what arrived is not what was sealed"],
  "too-large": [413, "a limit on size was passed"],
  "header-too-large": [431, "the address or the headers are too long"],
  "too-slow": [408, "the request did not arrive in time"],
  unauthorized: [401, "a token is needed"],
  forbidden: [403, "this token or origin may not do that"],
  "too-many": [429, "more requests than the limit takes"],
  busy: [503, "the server cannot take this now"],
  unavailable: [503, "the store cannot be reached now"],
  "disk-full": [507, "the disk is full"],
  "too-broad": [408, "the time limit was reached"],
  formula: [422, "the formula is wrong"],
  directive: [422, "a step of the formula failed"],
  environment: [424, "what the task needs around it is not there"],
  network: [424, "another machine cannot be reached"],
  "missing-tool": [424, "a program that the task needs is not installed"],
  usage: [400, "the command cannot be understood"],
  setting: [500, "a setting is wrong"],
  store: [500, "the store cannot be used"],
  internal: [500, "something went wrong inside"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;

/** An error with a code from the catalogue. `detail` says what was expected and what was found; `fields` travel in the answer. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    detail: string,
    fields: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(detail, cause === undefined ? {} : { cause });
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return ERRORS[this.code][0];
  }
}
