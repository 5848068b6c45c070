import type { FastifyInstance, InjectOptions } from "fastify";

export interface Route {
  readonly method: NonNullable<InjectOptions["method"]>;
  readonly url: string;
}

/** Every route that an app has, read off the tree that it prints of itself. */
export const routesOf = (app: FastifyInstance): readonly Route[] => {
  const path: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", part = "", methods] = /^([│├└─\s]*)(\S+)(?: \((.*)\))?$/.exec(line) ?? [];
      // a wildcard is printed without the slash before it
      const isBare = part === "*" && path[indent.length / 4 - 2] !== "/";
      path.splice(indent.length / 4 - 1, Infinity, isBare ? "/*" : part);
      const url = path.join("");
      return (methods ?? "")
        .split(", ")
        .filter(Boolean)
        .map((method) => ({ method: method, url }));
    });
};
