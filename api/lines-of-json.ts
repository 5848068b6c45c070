import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";

type ParseJson = ReturnType<FastifyInstance["getDefaultJsonParser"]>;

/** Makes a scope take one JSON value per line (NDJSON) as an array, besides plain JSON. Members that would poison a prototype are errors, as in plain JSON. */
export const takeLines = (
  scope: Pick<FastifyInstance, "addContentTypeParser" | "getDefaultJsonParser">,
): void => {
  const parseJson = scope.getDefaultJsonParser("error", "error");
  scope.addContentTypeParser<string>(
    ["application/x-ndjson", "application/ndjson", "application/jsonl"],
    { parseAs: "string", bodyLimit: LIMITS.json },
    async (request: FastifyRequest, text: string) => readLines(request, text, parseJson),
  );
};

const readLines = (request: FastifyRequest, text: string, parseJson: ParseJson): unknown[] => {
  const values: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    let fault: Error | null = null;
    void parseJson(request, line, (error, value) => {
      fault = error;
      if (error === null) values.push(value);
    });
    if (fault !== null)
      throw new AppError("bad-request", `line ${index + 1} is not JSON, or has a member that is refused`, {
        line: index + 1,
      });
  }
  return values;
};
