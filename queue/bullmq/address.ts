import { AppError } from "../../model/errors.ts";

/** Where a queue on Redis is. */
export interface Address {
  /** What the client connects to, password included. */
  readonly url: string;
  /** The same as people may see it. */
  readonly shown: string;
  /** Name of the queue: several share a Redis under different names. */
  readonly name: string;
}

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Reads `redis[s]://[user:pass@]host[:port][/database][?name=NAME]`. Throws `setting`. */
export const parseAddress = (text: string): Address => {
  if (!URL.canParse(text)) throw wrong("is no address: expected redis://host:6379");
  const url = new URL(text);
  if (url.hostname === "") throw wrong("names no host: expected redis://host:6379");
  const name = url.searchParams.get("name") ?? "jobs";
  if (!NAME.test(name)) throw wrong("has a name that is not made of letters, digits, `_`, `.` and `-`");
  if (!/^\/?\d*$/.test(url.pathname)) throw wrong(`has the database ${url.pathname}: expected a number`);
  if ([...url.searchParams.keys()].some((key) => key !== "name")) throw wrong("has parameters beside `name`");
  url.search = "";
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return { url: url.href, shown: shown.href, name };
};

const wrong = (what: string): AppError =>
  new AppError("setting", `the queue's address ${what}`, { setting: "queue" });
