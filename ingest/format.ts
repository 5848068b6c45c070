import { openLogReader } from "./log.ts";
import { type OpenReader, REPORT_FORMATS, type ReportFormat } from "./reader.ts";
import { openTapReader } from "./tap/open.ts";
import { inThread } from "./thread/open.ts";

/** The readers by the name of their format. A new format is one folder, one line here and one in the reading thread. */
export const READERS = {
  tap: openTapReader,
  resultyaml: inThread("resultyaml"),
  junit: inThread("junit"),
  subunit: inThread("subunit"),
  gotest: inThread("gotest"),
  libtest: inThread("libtest"),
  log: openLogReader,
} as const satisfies Record<ReportFormat, OpenReader>;

/** What an import may be asked for; `auto` looks at the file. */
export const FORMATS = ["auto", ...REPORT_FORMATS] as const;

/** What each format looks like, the surest first: a test program's output may hold any line of its tests. */
const SIGNS: readonly (readonly [ReportFormat, RegExp])[] = [
  ["junit", /^\s*<(?:\?xml|testsuites?[\s>/])/],
  ["tap", /^(?:TAP version \d+|\d+\.\.\d+(?:\s|$))/im],
  ["resultyaml", /^results:\s*(?:#.*|null|~|\[.*)?$/m],
  [
    "gotest",
    /^\{(?:"Time":"[^"]*",|"ImportPath":"[^"]*",)?"Action":"(?:start|run|output|build-output|build-fail)"/m,
  ],
  ["libtest", /^running \d+ tests?$/m],
  [
    "subunit",
    /^test(?:ing)?: (.+)\n(?:(?:time|tags|progress): .*\n)*(?:success|successful|failure|error|skip|xfail|uxsuccess): \1/m,
  ],
  ["tap", /^(?:\d+\.\.\d+|(?:not )?ok\b|bail out!)/im],
];

/** A packet of subunit v2. */
const isSubunit = (head: Uint8Array): boolean => head[0] === 0xb3 && ((head[1] ?? 0) & 0xf0) === 0x20;

/** The format of a file, told by its first `LIMITS.sniff` bytes. A file without anything in it is an empty TAP stream; one in which
    nothing is known is a log. */
export const sniffFormat = (head: Uint8Array): ReportFormat => {
  if (isSubunit(head)) return "subunit";
  const text = Buffer.from(head)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .replaceAll("\r\n", "\n");
  const [known] = SIGNS.find(([, sign]) => sign.test(text)) ?? [];
  return known ?? (text.trim() === "" ? "tap" : "log");
};
