import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { freshFolder } from "../../support/folder.ts";

/** A Redis of a test's own, that it may flush, fill and kill. */
export interface OwnRedis {
  readonly url: string;
  readonly redis: Redis;
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, with what was on its disk. */
  readonly start: () => Promise<void>;
}

export const ownRedis = async (t: TestContext, ...settings: readonly string[]): Promise<OwnRedis> => {
  const port = await freePort();
  const folder = freshFolder("redis");
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const launch = () =>
    spawn("redis-server", [...args, "--appendonly", "yes", "--appendfsync", "always", ...settings], {
      stdio: "ignore",
    });
  let server = launch();
  const redis = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null });
  redis.on("error", () => undefined);
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  t.after(async () => {
    redis.disconnect();
    await kill();
  });
  await answering(redis);
  return {
    url: `redis://127.0.0.1:${port}`,
    redis,
    kill,
    start: async () => {
      server = launch();
      await answering(redis);
    },
  };
};

const answering = async (redis: Redis): Promise<void> => {
  for (let tries = 0; ; tries++) {
    const answer = await redis.ping().catch((error: unknown) => String(error));
    // a server that asks for a password answers too
    if (answer === "PONG" || answer.includes("NOAUTH")) return;
    if (tries > 100) throw new Error(`redis-server does not answer: ${answer}`);
    await sleep(50);
  }
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
};
