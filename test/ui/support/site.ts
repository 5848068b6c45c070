import { openApp, NOW } from "../../api/open.ts";
import { buildPages } from "./build.ts";

/** Names as an enemy would choose them. */
export const HOSTILE = `\u202e<script>alert(1)</script>"'><img src=x onerror=alert(2)> ${"x".repeat(260)}`;

/** The line that the walk through the pages looks for, far down in its log. */
export const RARE = "collect2: error: ld returned 1 exit status for target frobnicate";

export const BUILD_LINE = 2345;

/** The run of `runs[2]`. */
const WITH_ARTIFACTS = "0198f3c2-7a50-7000-8000-00000000a271";

/** What it left: a log of one item, a page that tries to act, and more files than a page shows at once. */
const ARTIFACTS: Readonly<Record<string, string>> = {
  "logs/gdb.log": "E: no-binary\n",
  "report.html": "<!doctype html><title>report</title><h1>report</h1><script>alert(3)</script>",
  [`deep/${"very-long-name-".repeat(9)}.txt`]: "x",
  ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`items/item-${index}.bin`, `${index}`])),
};

const buildLog = (): string =>
  Array.from({ length: 3000 }, (_, index) =>
    index + 1 === BUILD_LINE ? `\x1b[31m${RARE}\x1b[0m` : `[${index}] CC object-${index % 97}.o`,
  ).join("\n");

const tap = (item: string, outcome: string, summary: string): string =>
  [
    "TAP version 13",
    "1..1",
    `${outcome === "PASSED" ? "ok" : "not ok"} - $CHECKNAME for Koji build ${item}`,
    "  ---",
    `  item: ${JSON.stringify(item)}`,
    `  outcome: ${outcome}`,
    `  summary: ${JSON.stringify(summary)}`,
    "  type: koji_build",
    ...(outcome === "FAILED" ? ["  artifact: logs/gdb.log"] : []),
    "  ...",
    "",
  ].join("\n");

/** A server with pages, on a free port, with some runs in it: passes, failures, a long log, and one whose every name is hostile. */
export const openSite = async () => {
  // a minute passes between one import and the next, so that there is a latest
  let minutes = 0;
  const now = (): number => NOW + minutes * 60_000;
  const pages = await buildPages(now);
  const opened = await openApp({ renderPage: pages.renderPage, assets: pages.assets, now });
  const runs: string[] = [];
  const bring = async (query: Readonly<Record<string, string>>, payload: string): Promise<void> => {
    minutes += 1;
    const address = `/api/v1/import?${new URLSearchParams(query).toString()}`;
    const answer = await opened.call("POST", address, {
      headers: { "content-type": "application/octet-stream" },
      payload,
    });
    if (answer.status !== 201) throw new Error(`the import failed: ${answer.text}`);
    runs.push((answer.body as { uuid: string }).uuid);
  };
  /** Makes a run that has artifacts before its results come. */
  const leave = async (uuid: string, run: object, files: Readonly<Record<string, string>>): Promise<void> => {
    const put = (path: string, type: string, payload: string) =>
      opened.call("PUT", `/api/v1/runs/${uuid}${path}`, { headers: { "content-type": type }, payload });
    await put("", "application/json", JSON.stringify(run));
    for (const [path, text] of Object.entries(files)) {
      const { status } = await put(`/artifacts/${path}`, "application/octet-stream", text);
      if (status !== 200) throw new Error(`the artifact ${path} was refused: ${status}`);
    }
  };
  const koji = { format: "tap", type: "koji_build", arch: "x86_64", check: "rpmlint" };
  const third = { task: "rpmlint", item: "gdb-16.1-3.fc43", type: "koji_build", arch: "x86_64" };
  await leave(WITH_ARTIFACTS, third, ARTIFACTS);
  for (const [release, outcome] of [
    [1, "PASSED"],
    [2, "PASSED"],
    [3, "FAILED"],
  ] as const)
    await bring(
      { ...koji, item: `gdb-16.1-${release}.fc43`, ...(release === 3 ? { uuid: WITH_ARTIFACTS } : {}) },
      tap(`gdb-16.1-${release}.fc43`, outcome, "2 errors"),
    );
  await bring({ ...koji, format: "log", check: "rebuild", item: "gdb-16.1-3.fc43" }, buildLog());
  await bring({ ...koji, check: HOSTILE, item: HOSTILE, type: "file" }, tap(HOSTILE, "FAILED", HOSTILE));
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  return {
    address,
    runs,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await pages[Symbol.asyncDispose]();
    },
  };
};
