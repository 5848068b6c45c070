/** A setting: its environment variable, default, and what it does. Flags win over the environment, that over `taskotron.yaml`, that over the default. */
export interface Setting {
  readonly env: `TASKOTRON_${string}`;
  readonly fallback: string;
  readonly about: string;
}

export const SETTINGS = {
  data: { env: "TASKOTRON_DATA", fallback: "data", about: "folder of the embedded store, queue and spool" },
  store: {
    env: "TASKOTRON_STORE",
    fallback: "",
    about: "`sqlite:DIR` or `http(s)://host:9200/prefix`; default the data folder",
  },
  queue: {
    env: "TASKOTRON_QUEUE",
    fallback: "",
    about: "`sqlite:DIR` or `redis://host`; default the data folder",
  },
  server: {
    env: "TASKOTRON_SERVER",
    fallback: "",
    about: "address of a server that commands talk to instead of the data folder",
  },
  token: {
    env: "TASKOTRON_TOKEN",
    fallback: "",
    about: "secret that writes must carry; a server that listens beyond loopback needs one",
  },
  host: { env: "TASKOTRON_HOST", fallback: "127.0.0.1", about: "address that the server listens on" },
  port: {
    env: "TASKOTRON_PORT",
    fallback: "8080",
    about: "port that the server listens on; the next free one when it is taken",
  },
  concurrency: {
    env: "TASKOTRON_CONCURRENCY",
    fallback: "2",
    about: "runs that a worker executes side by side",
  },
  profile: {
    env: "TASKOTRON_PROFILE",
    fallback: "development",
    about: "`development`: reporting off; `production`: reporting on",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

export type Settings = Readonly<Record<SettingName, string>>;
