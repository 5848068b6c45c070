import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { AppError, type ErrorCode } from "../model/errors.ts";
import { PROBLEM_TYPE, problemOf, toAppError } from "./problem.ts";

/** Answers an address that cannot be decoded, before there is a route to do it. */
export const toProblem = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
  const known = toAppError(error);
  void reply
    .code(known.status)
    .headers({ "content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff" })
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(known)));
};

const CODE_OF_FAULT: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: "header-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "too-slow",
};

/** Answers bytes that are no HTTP request, and closes. */
export const answerBrokenRequest = (error: { readonly code?: string }, socket: Socket): void => {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const known = new AppError(
    CODE_OF_FAULT[error.code ?? ""] ?? "bad-request",
    "this is not an HTTP request that can be read",
  );
  const body = JSON.stringify(problemOf(known));
  socket.end(
    [
      `HTTP/1.1 ${known.status} ${STATUS_CODES[known.status] ?? ""}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
};
