import type { Read } from "./read.ts";

/** What was read, for people: a line per result with what it has beyond the defaults, then plan, bail-out and problems. */
export const summaryOf = ({ results, reading }: Read): string => {
  const lines = results.map(({ position, outcome, check, item, type, arch, log, ...rest }) => {
    const own = Object.entries({ item, type, arch, ...rest }).filter(
      ([key, value]) => !isEmpty(value) && DEFAULT[key] !== value,
    );
    const range = `${log?.first_line}-${log?.last_line}`;
    return [
      `${position} ${outcome} lines ${range} "${check}"`,
      ...own.map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`),
    ].join("\n");
  });
  const problems = reading.problems.map(
    ({ kind, line, message }) => `problem ${kind} line ${line ?? "-"}: ${message}`,
  );
  const bailout = reading.bailout === null ? [] : [`bail out: ${reading.bailout}`];
  return [
    ...lines,
    `${reading.results} results, plan ${reading.plan ?? "none"}`,
    ...bailout,
    ...problems,
    "",
  ].join("\n");
};

const DEFAULT: Readonly<Record<string, unknown>> = {
  item: "foo-1.2-3.fc99",
  type: "koji_build",
  arch: "x86_64",
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
