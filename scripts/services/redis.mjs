import { join } from "node:path";
import { ownFolder } from "./owner.mjs";
import { FOLDER, HOST, PORTS } from "./settings.mjs";
import { ask } from "./talk.mjs";

/** A queue must survive a kill and must not forget: every write is synced before it is answered, and a full memory refuses instead of evicting. */
const OPTIONS = {
  bind: HOST,
  port: PORTS.redis,
  daemonize: "no",
  appendonly: "yes",
  appendfsync: "always",
  save: "",
  maxmemory: "256mb",
  "maxmemory-policy": "noeviction",
  databases: "64",
};

export const redis = {
  name: "redis",
  seconds: 20,
  prepare: async () => {
    const data = ownFolder(join(FOLDER, "redis"));
    const options = Object.entries({ ...OPTIONS, dir: data });
    return {
      command: "redis-server",
      args: options.flatMap(([name, value]) => [`--${name}`, String(value)]),
      env: {},
      cwd: data,
    };
  },
  healthy: async () => String(await ask(HOST, PORTS.redis, "PING\r\n")).startsWith("+PONG"),
  env: { TASKOTRON_TEST_REDIS: `redis://${HOST}:${PORTS.redis}` },
};
