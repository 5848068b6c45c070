import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";

// The first word of a path below the API; what lies beside it is for machines that watch.
const tagOf = (url: string): string => /^\/api\/v1\/(\w+)/.exec(url)?.[1] ?? "watching";

/** Describes every route that is registered after it in one OpenAPI document, readable at `/docs`. */
export const addOpenApi = async (app: FastifyInstance, version: string): Promise<void> => {
  await app.register(swagger, {
    transform: ({ schema, url }) => ({ schema: { ...schema, tags: [tagOf(url)] }, url }),
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "taskotron",
        version,
        description:
          "Runs of checks on packages, their results and logs. Errors are problem documents (RFC 9457) with a `code` that docs/errors.md lists. Times are RFC 3339 UTC.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "writes, where the server has a token" },
        },
      },
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    uiConfig: { layout: "BaseLayout", supportedSubmitMethods: ["get"] },
    theme: { title: "taskotron API" },
  });
};
