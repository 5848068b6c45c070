import { openJunitReader } from "./junit/open.ts";
import { openLogReader } from "./log.ts";
import type { OpenReader } from "./reader.ts";
import { openTapReader } from "./tap/open.ts";
import { inThread } from "./thread/open.ts";

/** The readers by the name of their format. A new format is one file and one line here. */
export const READERS = {
  tap: openTapReader,
  resultyaml: inThread("resultyaml"),
  junit: openJunitReader,
  log: openLogReader,
} as const satisfies Record<string, OpenReader>;

export type Format = keyof typeof READERS;

/** What an import may be asked for; `auto` looks at the file. */
export const FORMATS = ["auto", "tap", "resultyaml", "junit", "log"] as const;

const XML = /^\s*<(?:\?xml|testsuites?[\s>])/;
const RESULT_YAML = /^results:\s*(?:#.*|null|~|\[.*)?$/m;
const TAP = /^(?:TAP version \d+|\d+\.\.\d+|(?:not )?ok\b|bail out!)/im;

/** The format of a file, told by its first `LIMITS.sniff` bytes. A file without anything in it is an empty TAP stream; one in which
    nothing is known is a log. */
export const sniffFormat = (head: Uint8Array): Format => {
  const text = Buffer.from(head)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .replaceAll("\r\n", "\n");
  if (XML.test(text)) return "junit";
  if (TAP.test(text)) return "tap";
  if (RESULT_YAML.test(text)) return "resultyaml";
  return text.trim() === "" ? "tap" : "log";
};
