import type { Outcome } from "../../model/outcome.ts";
import type { DemoBuild } from "./builds.ts";
import { chance, pick } from "./chance.ts";
import { FLAKY, REGRESSION, type DemoCheck } from "./outcomes.ts";

/** One message of a check, before it has a line in a log. */
export interface DemoMessage {
  readonly severity: "error" | "warning";
  readonly tag: string;
  readonly message: string;
}

const error = (tag: string, message: string): DemoMessage => ({ severity: "error", tag, message });
const warning = (tag: string, message: string): DemoMessage => ({ severity: "warning", tag, message });

type Writer = (build: DemoBuild) => DemoMessage;

/** What each check complains of; the package decides which of them it is. */
const FAILURES: Readonly<Record<DemoCheck, readonly [Writer, ...Writer[]]>> = {
  rpmlint: [
    ({ package: { name } }) => error("non-executable-script", `/usr/libexec/${name}/helper.sh 644 /bin/sh`),
    ({ package: { name } }) => error("zero-length", `/usr/share/doc/${name}/NEWS`),
    ({ package: { name } }) => error("incorrect-fsf-address", `/usr/share/licenses/${name}/COPYING`),
  ],
  rpmdeplint: [
    ({ package: { name } }) =>
      error("missing-dependency", `nothing provides libcrypt.so.1()(64bit) needed by ${name}`),
    ({ package: { name } }) =>
      error("file-conflict", `/usr/share/man/man8/${name}.8.gz is also in ${name}-common`),
  ],
  abicheck: [
    ({ package: { name } }) =>
      error("symbol-removed", `lib${name.toLowerCase()}.so.2: 3 removed functions, 1 changed type`),
    ({ package: { name } }) =>
      error("soname-changed", `lib${name.toLowerCase()}.so.2 is now lib${name.toLowerCase()}.so.3`),
  ],
  "python-versions": [
    ({ package: { name } }) => error("two-pythons", `${name} requires both Python 2 and Python 3`),
    ({ package: { name } }) => error("naming-scheme", `${name} does not use the python3- prefix`),
  ],
  upgradepath: [({ nvr }) => error("lower-version", `${nvr} is not newer than the build in updates-testing`)],
};

const WARNINGS: readonly [Writer, ...Writer[]] = [
  ({ package: { name } }) => warning("no-manual-page-for-binary", name),
  () => warning("spelling-error", "%description -l en_US webapp -> web app, web-app, weapon"),
  ({ package: { name } }) => warning("files-duplicate", `/usr/share/${name}/a.svg /usr/share/${name}/b.svg`),
  () => warning("no-documentation", ""),
  ({ package: { name } }) => warning("conffile-without-noreplace-flag", `/etc/${name}.conf`),
];

/** The packages that a story is about fail in its own way. */
const PLANTED: Readonly<Record<string, Writer>> = {
  [`${FLAKY.check} ${FLAKY.package}`]: () =>
    error("timeout", "Timed out after 300 s waiting for the D-Bus name org.freedesktop.NetworkManager"),
  [`${REGRESSION.check} ${REGRESSION.package}`]: ({ nvr }) =>
    error("missing-dependency", `nothing provides python3.14dist(urllib3) < 3 needed by ${nvr}`),
};

const failure = (check: DemoCheck, build: DemoBuild): DemoMessage => {
  const { name } = build.package;
  return (PLANTED[`${check} ${name}`] ?? pick(FAILURES[check], "failure", check, name))(build);
};

const MOST_WARNINGS = 9;

/** What a check says of a build, worst first. rpmlint always has warnings, and fewer as the year goes on. */
export const demoMessages = (
  check: DemoCheck,
  build: DemoBuild,
  outcome: Outcome,
): readonly DemoMessage[] => {
  const failed = outcome === "FAILED" ? [failure(check, build)] : [];
  if (check !== "rpmlint")
    return outcome === "INFO" ? [warning("look-at", `${check} is not sure about ${build.nvr}`)] : failed;
  const many = Math.round(MOST_WARNINGS * chance("warnings", build.package.name) * (1 - build.day / 730));
  return [
    ...failed,
    ...Array.from({ length: many }, (_, n) => pick(WARNINGS, "warning", build.package.name, n)(build)),
  ];
};
