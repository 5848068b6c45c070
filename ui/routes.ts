import type { Page } from "./page.ts";
import { checkPage } from "./pages/check.tsx";
import { checksPage } from "./pages/checks.tsx";
import { itemPage } from "./pages/item.tsx";
import { jobsPage } from "./pages/jobs.tsx";
import { logPage } from "./pages/log.tsx";
import { overviewPage } from "./pages/overview.tsx";
import { packagePage } from "./pages/package.tsx";
import { packagesPage } from "./pages/packages.tsx";
import { resultPage } from "./pages/result.tsx";
import { runPage } from "./pages/run.tsx";
import { runsPage } from "./pages/runs.tsx";
import { searchPage } from "./pages/search.tsx";
import { seriesPage } from "./pages/series.tsx";
import { statusPage } from "./pages/status.tsx";
import { tasksPage } from "./pages/tasks.tsx";

/** Every page by its path; `*` is one variable part. */
const ROUTES: readonly (readonly [path: string, page: Page])[] = [
  ["/", overviewPage],
  ["/search", searchPage],
  ["/packages", packagesPage],
  ["/packages/*", packagePage],
  ["/packages/*/checks/*", seriesPage],
  ["/checks", checksPage],
  ["/checks/*", checkPage],
  ["/items/*/*", itemPage],
  ["/runs", runsPage],
  ["/runs/*", runPage],
  ["/runs/*/results/*", resultPage],
  ["/runs/*/logs/*", logPage],
  ["/tasks", tasksPage],
  ["/jobs", jobsPage],
  ["/status", statusPage],
];

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

const match = (pattern: string, parts: readonly string[]): readonly string[] | null => {
  const wanted = pattern.split("/");
  if (wanted.length !== parts.length) return null;
  const params: string[] = [];
  for (const [index, word] of wanted.entries()) {
    const part = parts[index] ?? "";
    if (word !== "*" && word !== part) return null;
    const param = word === "*" ? decoded(part) : "";
    if (param === null || (word === "*" && param === "")) return null;
    if (word === "*") params.push(param);
  }
  return params;
};

/** The page of a path and the variable parts of it, decoded; null when there is no such page. */
export const findRoute = (
  path: string,
): { readonly page: Page; readonly params: readonly string[] } | null => {
  const parts = (path.length > 1 ? path.replace(/\/$/, "") : path).split("/");
  for (const [pattern, page] of ROUTES) {
    const params = match(pattern, parts);
    if (params !== null) return { page, params };
  }
  return null;
};
