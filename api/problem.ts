import type { FastifyError } from "fastify";
import Type from "typebox";
import { AppError, type ErrorCode, ERRORS } from "../model/errors.ts";

/** The answer to a request that failed (RFC 9457). Members of `fields` that have a meaning of their own stand beside it too. */
export const ProblemDocument = Type.Object({
  type: Type.String({ description: "`urn:taskotron:error:` and the code" }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String({ description: "a code of docs/errors.md" }),
  fields: Type.Record(Type.String(), Type.Unknown(), { description: "values that the detail speaks of" }),
  pointer: Type.Optional(
    Type.String({ description: "JSON pointer (RFC 6901) to the value in the body that is wrong" }),
  ),
  parameter: Type.Optional(Type.String({ description: "parameter of the address that is wrong" })),
  position: Type.Optional(Type.Integer({ description: "UTF-16 unit of the text that is wrong" })),
  next: Type.Optional(Type.Integer({ description: "byte offset that is expected" })),
  log: Type.Optional(Type.String({ description: "the log that `next` speaks of" })),
  artifact: Type.Optional(Type.String({ description: "the artifact that is missing or refused" })),
});

export type ProblemDocument = Type.Static<typeof ProblemDocument>;

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

const HOISTED = ["pointer", "parameter", "position", "next", "log", "artifact"] as const;

export const problemOf = (error: AppError): ProblemDocument => ({
  type: `urn:taskotron:error:${error.code}`,
  title: ERRORS[error.code][1],
  status: error.status,
  detail: error.message,
  code: error.code,
  fields: error.fields,
  ...Object.fromEntries(
    HOISTED.filter((name) => error.fields[name] !== undefined).map((name) => [name, error.fields[name]]),
  ),
});

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: "not-found",
  405: "bad-method",
  408: "too-slow",
  413: "too-large",
  414: "header-too-large",
  415: "bad-media",
  431: "header-too-large",
  503: "busy",
};

/** The error as one of the catalogue. What is not the client's fault becomes `internal`, and its text stays in the server's log. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  const { statusCode, message } = (error ?? {}) as Partial<FastifyError>;
  if (statusCode === undefined || (statusCode >= 500 && statusCode !== 503))
    return new AppError("internal", "the server failed; its log says more", {}, error);
  const code = CODE_OF_STATUS[statusCode] ?? "bad-request";
  return new AppError(code, (message ?? "").toLowerCase(), {}, error);
};
