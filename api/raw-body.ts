import type { FastifyInstance } from "fastify";

type Scope = Pick<FastifyInstance, "removeAllContentTypeParsers" | "addContentTypeParser">;

/** Makes a scope take bodies of any content type, or none, as their bytes. Throws `too-large` beyond `bodyLimit`. */
export const takeBytes = (scope: Scope, bodyLimit: number): void => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit },
    async (_request: unknown, bytes: Buffer) => bytes,
  );
};

/** Makes a scope take bodies of any content type, or none, as a stream. */
export const takeStream = (scope: Scope): void => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", async (_request: unknown, payload: unknown) => payload);
};
