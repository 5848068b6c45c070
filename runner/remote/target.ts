import { AppError } from "../../model/errors.ts";

/** A machine that is reached by ssh. */
export interface Target {
  /** `user@host`, or the host alone. */
  readonly host: string;
  readonly port: number;
  /** File of the private key; null for those that ssh finds itself. */
  readonly key: string | null;
  /** Further options of ssh, each as `Name=value`. */
  readonly options: readonly string[];
}

const FORM =
  /^(?:(?<user>[\w.-]+)@)?(?:\[(?<v6>[0-9A-Fa-f:.]+)\]|(?<host>[A-Za-z0-9][\w.-]*))(?::(?<port>\d{1,5}))?$/;

/** Reads `[user@]host[:port]`; an IPv6 address stands in brackets. Throws `usage`. */
export const parseTarget = (text: string, key: string | null): Target => {
  const { user, v6, host, port = "22" } = FORM.exec(text)?.groups ?? {};
  const name = v6 ?? host;
  if (name === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new AppError("usage", `--ssh takes user@host or user@host:port, not ${JSON.stringify(text)}`);
  return { host: user === undefined ? name : `${user}@${name}`, port: Number(port), key, options: [] };
};

/** Seconds that a connection may take. */
const CONNECT_S = 10;

/** The arguments of `ssh` that run a command there; it never asks anything. */
export const sshArgs = ({ host, port, key, options }: Target, command: string): readonly string[] => [
  ...["BatchMode=yes", `ConnectTimeout=${CONNECT_S}`, "ServerAliveInterval=15", "ServerAliveCountMax=4"]
    .concat(key === null ? [] : ["IdentitiesOnly=yes"], options)
    .flatMap((option) => ["-o", option]),
  ...(key === null ? [] : ["-i", key]),
  "-p",
  String(port),
  "--",
  host,
  command,
];
