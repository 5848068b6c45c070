import fc from "fast-check";
import type { FieldRef } from "../../../model/query/ast.ts";
import { OUTCOMES } from "../../../model/outcome.ts";
import { uuidV5 } from "../../../model/uuid.ts";

/** Where the clock of both stores stands: 20 June 2024, noon UTC. */
export const NOW = Date.UTC(2024, 5, 20, 12);

const DAY = 86_400_000;

/** Times that records have: over five months, with ties, at ends of days and months, years away. */
export const TIMES: readonly number[] = [
  ...[0, 1, 2, 30, 31, 60, 61, 100, 140].map((days) => NOW - days * DAY),
  ...[1, 999, 3_600_000].map((ms) => NOW - ms),
  Date.UTC(2024, 4, 1) - 1,
  Date.UTC(2024, 4, 1),
  Date.UTC(2024, 4, 31, 23, 59, 59, 999),
  Date.UTC(2024, 5, 1),
  Date.UTC(1969, 11, 31, 23),
  Date.UTC(2020, 1, 29, 7, 30),
];

/** Times at which runs are created: in four months, each of which has indices of its own. */
export const CREATED: readonly number[] = [0, 1, 2, 30, 140]
  .map((days) => NOW - days * DAY)
  .concat(Date.UTC(2024, 4, 1) - 1, Date.UTC(2024, 4, 1));

/** Names of the runs that a world may have. */
export const RUNS: readonly string[] = Array.from({ length: 40 }, (_, at) => uuidV5("differential", `${at}`));

export const ITEMS: readonly (readonly [type: string, item: string])[] = [
  ["koji_build", "foo-1.2-3.fc41"],
  ["koji_build", "foo-1.10-1.fc41"],
  ["koji_build", "Foo-1.2-3.FC41"],
  ["koji_build", "foo-1:1.2-3.fc42"],
  ["koji_build", "2:foo-1.2-4.fc42"],
  ["koji_build", "bar-2.0~rc1-1.el9"],
  ["koji_build", "bar-2.0-1.el9"],
  ["koji_build", "bar-2.0^git1-0.1.el9"],
  ["koji_build", "bär-1.0-1.fc41"],
  ["koji_build", "BÄR-01.0-1.fc41"],
  ["koji_build", "lib+foo_bar-devel-1.02-3.fc41.x86_64.rpm"],
  ["koji_tag", "foo"],
  ["bodhi_update", "FEDORA-2024-1a2b3c"],
  ["npm_package", "@scope/left-pad-1.3.0-beta.2"],
  ["file", "/srv/x y/foo-1.2-3.fc41.src.rpm"],
  ["Koji_Build", "foo-1.2-3.fc41"],
];

/** What notes, findings, faults and log lines are made of. */
export const FRAGMENTS: readonly string[] = [
  "needle", "Needle", "NEEDLE", "needless", "needle_2", "undefined reference to `foo'", "error:", "Error", "warning: unused", "x86_64", "1.2-3", "foo", "Foo", "bär", "BÄR",
  "straße", "STRASSE", "ẞ", "ﬁle", "\u212a", "k", "ſ", "İ", "ı", "σς", "Σ", "e\u0301", "é", "漢字", "\u{1f600}", "a", "ab", "abc", "*", "?", "/usr/lib", "[1]", "%s", "\\", "\"", "\0", "(", "\t", "  ",
]; // prettier-ignore

/** Longer than what an index takes as one term. */
export const LONG = "lo ng é".repeat(1200);

/** Those that many lines have, so that they often lie near each other. */
export const COMMON: readonly string[] = ["needle", "error:", "foo", "bär"];

/** Values that records have, and some that none has. */
export const VALUES: Readonly<Partial<Record<FieldRef, readonly string[]>>> = {
  check: ["rpmlint", "RpmLint", "dist.depcheck", "dist.upgrade path", "ünit", "ÜNIT", "a*b"],
  arch: ["x86_64", "noarch", "X86_64", "s390x"],
  scenario: ["fips", "FIPS", "no network", "fips=1", "ﬁps", "lang:tr", "a\0b", LONG, `${LONG}x`],
  task: ["rpmlint", "build", "Build", "néedle"],
  runner: ["host-1:42", "HOST-1:42", "host-2:7"],
  severity: ["error", "warning", "info", "Error"],
  log: ["output.log", "build.log", "Root.log", "x_1.log"],
  fingerprint: ["0", "1"],
  type: ITEMS.map(([type]) => type),
  item: ITEMS.map(([, item]) => item),
  package: ["foo", "Foo", "bar", "bär", "BÄR", "lib+foo_bar-devel", "@scope/left-pad"],
  nvr: ["foo-1.2-3.fc41", "foo-1.2-3.fc42", "BAR-2.0-1.el9", "bär-1.0-1.fc41"],
  version: ["1.2", "1.10", "1.9", "01.02", "2.0", "2.0~rc1", "2.0^git1", "1:1.2", "1.3.0-beta.2"],
  release: ["1.fc41", "3.fc41", "3.FC41", "1.el9", "0.1.el9", "10.fc41"],
  dist: ["fc41", "fc42", "el9", "FC41"],
  outcome: OUTCOMES,
  state: ["SCHEDULED", "RUNNING", "FINISHED", "ABORTED", "CRASHED", "CANCELLED", "running"],
  run: RUNS,
  message: FRAGMENTS,
  finding: FRAGMENTS,
  duration: ["0", "1", "1.5", "90s", "1500ms", "5m", "2h", "1d", "x"],
  line: ["1", "2", "3", "5", "17", "100", "x"],
  started: ["-7d", "-31d", "-20w", "now", "2024-05-01", "2024-05-31", "2020-02-29", "2024-06-20T12:00:00Z", "2024-02-30"],
  finished: ["-7d", "now", "2024-05-01", "2024-06-20T12:00:00Z"],
  "data.n": ["0", "1", "1.5", "-2", "1e3", "1000", "9007199254740993", "one"],
  "data.list": ["a", "A", "2", "true", "[1,2]", "null"],
  "data.text": ["Straße", "strasse", "1", "true", "{}", "no"],
  "data.a.b": ["dotted", "1"],
  "data.map": ['{"x":1}', "x"],
}; // prettier-ignore

/** Data as tasks report it. */
export const DATA: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { n: 1, text: "Straße" },
  { n: 1.5, list: ["a", 2, null, true, [1, 2]] },
  { n: "1", list: [], text: 1 },
  { n: 1000, "a.b": "dotted", a: { b: "deep" } },
  { n: -2, map: { x: 1, y: [null] } },
  { n: null, text: true, list: "A" },
  { n: 2 ** 53 + 2, text: "", "": "no key" },
  { n: 1e21, text: "STRASSE", constructor: "x" },
];

export const someOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
