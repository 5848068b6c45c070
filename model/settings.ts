import { LIMITS } from "./limits.ts";

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
    about:
      "`sqlite:DIR` or `http(s)://[user:password@]host:9200[,host2:9200][/prefix]`; default the data folder",
  },
  store_ca: {
    env: "TASKOTRON_STORE_CA",
    fallback: "",
    about: "file with the certificates (PEM) that Elasticsearch's must be signed by; default the system's",
  },
  store_api_key: {
    env: "TASKOTRON_STORE_API_KEY",
    fallback: "",
    about: "API key for Elasticsearch, encoded, in place of user and password",
  },
  store_shards: {
    env: "TASKOTRON_STORE_SHARDS",
    fallback: "1",
    about: "shards of each index that Elasticsearch makes from now on",
  },
  store_replicas: {
    env: "TASKOTRON_STORE_REPLICAS",
    fallback: "1",
    about: "copies of each shard on further nodes; 0 for a single node",
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
    about:
      "token that commands send; what a server is started with may do everything there. Its flag is `--token-file FILE`, `-` for stdin",
  },
  anonymous: {
    env: "TASKOTRON_ANONYMOUS",
    fallback: "",
    about:
      "`read` or `none`: what those without a token may do; default `none` beyond loopback, on it `read`, and all but administration where no token is set",
  },
  rate_requests: {
    env: "TASKOTRON_RATE_REQUESTS",
    fallback: String(LIMITS.rateRequests),
    about: "requests a second that the server takes with one token, or from one address",
  },
  rate_mib: {
    env: "TASKOTRON_RATE_MIB",
    fallback: String(LIMITS.rateBytes / 2 ** 20),
    about: "MiB a second that it takes of one token, or from one address",
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
    about: "`development`: reporting off; `production`: reporting on, and tasks come from git",
  },
  sandbox: {
    env: "TASKOTRON_SANDBOX",
    fallback: "",
    about: "`bwrap`, `container` or `none`: where a task's programs run; default bwrap where it works",
  },
  sandbox_show: {
    env: "TASKOTRON_SANDBOX_SHOW",
    fallback: "",
    about: "folders that a sandbox shows read-only beside the system's, separated by `:`",
  },
  pass_env: {
    env: "TASKOTRON_PASS_ENV",
    fallback: "",
    about: "further variables of the runner's environment that tasks get, separated by `,`",
  },
  secrets: {
    env: "TASKOTRON_SECRETS",
    fallback: "",
    about: "folder with a folder for each task, and in it a file for each of its secrets",
  },
  namespaces: {
    env: "TASKOTRON_NAMESPACES",
    fallback: "",
    about: "YAML file that says which repositories may report below which namespace; in force in production",
  },
  cache: {
    env: "TASKOTRON_CACHE",
    fallback: "",
    about: "folder for downloads that may be used again; none in production unless given",
  },
  koji_hub: {
    env: "TASKOTRON_KOJI_HUB",
    fallback: "https://koji.fedoraproject.org/kojihub",
    about: "address of koji's XML-RPC hub",
  },
  koji_top: {
    env: "TASKOTRON_KOJI_TOP",
    fallback: "https://kojipkgs.fedoraproject.org",
    about: "address or folder that koji's `packages/` are below",
  },
  bodhi: {
    env: "TASKOTRON_BODHI",
    fallback: "https://bodhi.fedoraproject.org",
    about: "address of Bodhi",
  },
  distgit: {
    env: "TASKOTRON_DISTGIT",
    fallback: "https://src.fedoraproject.org",
    about: "address of the dist-git web server",
  },
  repositories: {
    env: "TASKOTRON_REPOSITORIES",
    fallback: "",
    about: "YAML file with the repositories of each release, for `yumrepoinfo`",
  },
  log: {
    env: "TASKOTRON_LOG",
    fallback: "text",
    about: "`text` for people, `json` for machines, `json:debug` with every request",
  },
  keep_logs: {
    env: "TASKOTRON_KEEP_LOGS",
    fallback: "",
    about: "how long logs and artifacts of finished runs are kept: `180d`, `26w`, `2y`; default forever",
  },
  keep_findings: {
    env: "TASKOTRON_KEEP_FINDINGS",
    fallback: "",
    about: "how long findings are kept, at least as long as logs; default forever",
  },
  keep_results: {
    env: "TASKOTRON_KEEP_RESULTS",
    fallback: "",
    about: "how long runs and their results are kept, at least as long as findings; default forever",
  },
  keep_totals: {
    env: "TASKOTRON_KEEP_TOTALS",
    fallback: "",
    about: "how long daily totals are kept, at least as long as results; default forever",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

export type Settings = Readonly<Record<SettingName, string>>;
