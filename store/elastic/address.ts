import { AppError } from "../../model/errors.ts";

/** Where a cluster is, and what the store's indices there begin with. */
export interface Address {
  /** One URL for each node, without user and path. */
  readonly nodes: readonly string[];
  readonly user: { readonly username: string; readonly password: string } | null;
  readonly prefix: string;
}

const PREFIX = "taskotron";

const ADDRESS =
  /^(?<scheme>https?):\/\/(?:(?<user>[^:@/]+):(?<password>[^@/]*)@)?(?<hosts>[^@/?#]+)(?:\/(?<prefix>[^/?#]*))?\/?$/;

/** Reads `http(s)://[user:password@]host[:port][,host[:port]]…[/prefix]`; user and password are percent-encoded. Throws `setting`. */
export const parseAddress = (url: string): Address => {
  const found = ADDRESS.exec(url)?.groups;
  const { scheme = "", hosts = "", user, password = "" } = found ?? {};
  const nodes = hosts.split(",").map((host) => `${scheme}://${host}`);
  const prefix = found?.["prefix"] || PREFIX;
  if (found === undefined || !nodes.every((node) => URL.canParse(node)))
    throw wrong("expected http(s)://[user:password@]host:9200[,host2:9200][/prefix]");
  if (!/^[a-z0-9][a-z0-9_-]{0,99}$/.test(prefix))
    throw wrong(`its prefix is "${prefix}", expected lower-case letters, digits, - and _`);
  return {
    nodes,
    user: user === undefined ? null : { username: decoded(user), password: decoded(password) },
    prefix,
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("user and password must be percent-encoded");
  }
};

/** Says nothing of the address itself, which may hold a password. */
const wrong = (detail: string): AppError =>
  new AppError("setting", `the address of Elasticsearch cannot be used: ${detail}`, { setting: "store" });
