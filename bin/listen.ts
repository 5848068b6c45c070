import type { App } from "../api/app.ts";
import { AppError } from "../model/errors.ts";

/** Ports that are tried, one after another. */
const TRIES = 20;

/** Listens on the port or the next free one, and answers the address to type into a browser. Throws `setting` when none is free or the host is not this machine's. */
export const listen = async (app: App, host: string, port: number): Promise<string> => {
  for (let offset = 0; offset < TRIES; offset++) {
    try {
      await app.listen({ host, port: port === 0 ? 0 : port + offset });
      return addressOf(app, host);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EADDRINUSE" && port !== 0) continue;
      throw new AppError(
        "setting",
        `cannot listen on ${host}:${port + offset}: ${code ?? String(error)}`,
        {},
        error,
      );
    }
  }
  throw new AppError(
    "setting",
    `the ports ${port} to ${port + TRIES - 1} are all taken: choose another with --port`,
  );
};

const addressOf = (app: App, host: string): string => {
  const bound = app.server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
};
