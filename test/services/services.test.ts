import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { needsProgram } from "../support/needs.ts";

const MAIN = join(import.meta.dirname, "../../scripts/services/main.mjs");

const listening = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
};

const freePort = async (): Promise<number> => {
  const { server, port } = await listening();
  server.close();
  await once(server, "close");
  return port;
};

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Box {
  readonly folder: string;
  readonly port: number;
  readonly services: (...args: readonly string[]) => Promise<Said>;
  /** The process id of redis, by its pid file. */
  readonly pid: () => number;
}

/** Services of this test alone. */
const open = async (t: TestContext, port: number): Promise<Box> => {
  const folder = mkdtempSync(join(tmpdir(), "services-"));
  // root's services run as another user, who must reach their data
  chmodSync(folder, 0o755);
  const env = {
    PATH: process.env["PATH"],
    TASKOTRON_SERVICES_DIR: folder,
    TASKOTRON_SERVICES_REDIS_PORT: String(port),
  };
  const services: Box["services"] = (...args) =>
    new Promise((resolve) =>
      execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      ),
    );
  t.after(async () => {
    await services("kill", "redis");
    rmSync(folder, { recursive: true, force: true });
  });
  const pid = (): number => Number(readFileSync(join(folder, "pids/redis.pid"), "utf8").split(" ")[0]);
  return { folder, port, services, pid };
};

/** Redis' answer to one command. */
const redis = async ({ port }: Box, command: string): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.end(`${command}\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  return answer.toString();
};

suite("npm run services", needsProgram("redis-server"), () => {
  test("a service is up once, however many ask for it at a time", async (t) => {
    const box = await open(t, await freePort());
    const all = await Promise.all([1, 2, 3].map(() => box.services("start", "redis")));
    for (const { code, stdout, stderr } of all) assert.deepEqual([code, stderr], [0, ""], stdout);
    const pid = box.pid();
    await box.services("start", "redis");
    assert.equal(box.pid(), pid);
    assert.match((await box.services("status", "redis")).stdout, new RegExp(`^redis: up, process ${pid}, `));
  });

  test("what redis acknowledged is there after a kill", async (t) => {
    const box = await open(t, await freePort());
    await box.services("start", "redis");
    assert.equal(await redis(box, "SET kept yes"), "+OK\r\n");
    await box.services("kill", "redis");
    await assert.rejects(redis(box, "PING"), { code: "ECONNREFUSED" });
    await box.services("start", "redis");
    assert.equal(await redis(box, "GET kept"), "$3\r\nyes\r\n");
  });

  test("redis refuses writes when its memory is full, it never evicts", async (t) => {
    const box = await open(t, await freePort());
    await box.services("start", "redis");
    assert.match(await redis(box, "CONFIG GET maxmemory-policy"), /noeviction/);
    assert.match(await redis(box, "CONFIG GET appendfsync"), /always/);
  });

  test("a service that cannot start says why, with the end of its log", async (t) => {
    const { server, port } = await listening();
    t.after(() => server.close());
    const box = await open(t, port);
    const { code, stderr } = await box.services("start", "redis");
    assert.equal(code, 1);
    assert.match(stderr, /^services: redis ended while it started; the end of .*redis\.log:/);
    assert.match(stderr, /Address already in use/i);
  });

  test("stop ends the process it started and no other", async (t) => {
    const [one, other] = [await open(t, await freePort()), await open(t, await freePort())];
    await Promise.all([one, other].map(({ services }) => services("start", "redis")));
    await one.services("stop", "redis");
    assert.match((await one.services("status", "redis")).stdout, /^redis: down, /);
    assert.equal(await redis(other, "PING"), "+PONG\r\n");
  });

  test("env is what a shell can take over", async (t) => {
    const box = await open(t, await freePort());
    const { stdout } = await box.services("env", "redis");
    assert.equal(
      stdout,
      `export TASKOTRON_TEST_PIDS='${box.folder}/pids'\nexport TASKOTRON_TEST_REDIS='redis://127.0.0.1:${box.port}'\n`,
    );
  });

  test("a name that is none is told with those that are", async (t) => {
    const box = await open(t, await freePort());
    const { code, stderr } = await box.services("start", "reddis");
    assert.equal(code, 1);
    assert.match(stderr, /no service reddis; there are elasticsearch, .*redis/);
  });
});
