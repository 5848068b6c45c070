/** Lines of one page of the log viewer. */
export const LOG_PAGE = 1000;

const part = encodeURIComponent;

/** Addresses of the pages, every part percent-encoded: items hold `/ # : ~ ^ +`. */
export const toPackage = (name: string): string => `/packages/${part(name)}`;

export const toCheck = (name: string): string => `/checks/${part(name)}`;

export const toSeries = (packageName: string, check: string): string =>
  `/packages/${part(packageName)}/checks/${part(check)}`;

export const toItem = (type: string, item: string): string => `/items/${part(type)}/${part(item)}`;

export const toRun = (run: string): string => `/runs/${part(run)}`;

export const toResult = (run: string, position: number): string => `/runs/${part(run)}/results/${position}`;

const logPath = (run: string, log: string): string => `/runs/${part(run)}/logs/${part(log)}`;

/** First line of the viewer's page that shows a line. */
export const pageStart = (line: number): number => Math.floor((line - 1) / LOG_PAGE) * LOG_PAGE + 1;

/** A log, or lines of it: the page that holds the first of them, and both in the fragment. */
export const toLog = (run: string, log: string, lines?: { first: number; last?: number }): string => {
  if (lines === undefined) return logPath(run, log);
  const query = lines.first > LOG_PAGE ? `?first=${pageStart(lines.first)}` : "";
  const end = lines.last !== undefined && lines.last > lines.first ? `-L${lines.last}` : "";
  return `${logPath(run, log)}${query}#L${lines.first}${end}`;
};

export const rawLog = (run: string, log: string): string => `/api/v1${logPath(run, log)}/raw`;

/** The bytes of an artifact; slashes stay, so that links between files of a run lead to each other. */
export const toArtifact = (run: string, path: string): string =>
  `/api/v1/runs/${part(run)}/artifacts/${path.split("/").map(part).join("/")}`;

/** A path with a query, leaving out what is empty. Order is kept. */
export const withQuery = (
  path: string,
  query: Readonly<Record<string, string | number | null | undefined>>,
): string => {
  const given = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  if (given.length === 0) return path;
  return `${path}?${given.map(([name, value]) => `${part(name)}=${part(String(value))}`).join("&")}`;
};

export const toSearch = (q: string, more: Readonly<Record<string, string | null | undefined>> = {}): string =>
  withQuery("/search", { q, ...more });
