import { Buffer } from "node:buffer";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownFolder } from "./owner.mjs";
import { FOLDER, HOST, PORTS } from "./settings.mjs";
import { ask } from "./talk.mjs";

/** The program itself, where packages put it: the one on PATH insists on the system's user and folders. */
const PROGRAMS = [
  "/usr/lib/rabbitmq/bin/rabbitmq-server",
  "/usr/lib/rabbitmq/lib/rabbitmq_server/sbin/rabbitmq-server",
];

const OPENING = Buffer.from("AMQP\0\0\x09\x01", "latin1");

/** A node that is asked for is found by this daemon; it would otherwise be started by the first node and outlive it. */
export const epmd = {
  name: "epmd",
  seconds: 10,
  prepare: async () => ({
    command: "epmd",
    args: ["-port", String(PORTS.epmd), "-address", HOST],
    env: {},
    cwd: ownFolder(FOLDER),
  }),
  // a request for the names of nodes
  healthy: async () => (await ask(HOST, PORTS.epmd, Buffer.from([0, 1, 110]))).length >= 4,
  env: {},
};

const environment = (home) => ({
  HOME: home,
  ERL_EPMD_PORT: String(PORTS.epmd),
  ERL_EPMD_ADDRESS: HOST,
  RABBITMQ_NODENAME: "taskotron-test@localhost",
  RABBITMQ_NODE_IP_ADDRESS: HOST,
  RABBITMQ_NODE_PORT: String(PORTS.rabbitmq),
  RABBITMQ_DIST_PORT: String(PORTS.rabbitmqNode),
  RABBITMQ_MNESIA_BASE: join(home, "mnesia"),
  RABBITMQ_LOG_BASE: join(home, "log"),
  RABBITMQ_LOGS: "-",
  RABBITMQ_CONFIG_FILE: join(home, "rabbitmq.conf"),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "enabled_plugins"),
  // the system's own settings stay out
  RABBITMQ_CONF_ENV_FILE: join(home, "none"),
});

export const rabbitmq = {
  name: "rabbitmq",
  needs: [epmd],
  seconds: 60,
  prepare: async () => {
    const command = PROGRAMS.find((path) => existsSync(path));
    if (command === undefined) throw new Error("rabbitmq-server is not installed");
    const home = ownFolder(join(FOLDER, "rabbitmq"));
    writeFileSync(join(home, "rabbitmq.conf"), "disk_free_limit.absolute = 50MB\n");
    writeFileSync(join(home, "enabled_plugins"), "[].\n");
    return { command, args: [], env: environment(home), cwd: home };
  },
  healthy: async () => (await ask(HOST, PORTS.rabbitmq, OPENING))[0] === 1,
  env: { TASKOTRON_TEST_AMQP: `amqp://guest:guest@${HOST}:${PORTS.rabbitmq}` },
};
