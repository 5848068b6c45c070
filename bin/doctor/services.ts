import { existsSync } from "node:fs";
import { join } from "node:path";
import { openQueue } from "../../queue/open.ts";
import { openUpkeep } from "../../store/open.ts";
import { findServer } from "../server-file.ts";
import { queueUrl, storeOptions, storeUrl } from "../settings.ts";
import type { Check } from "./check.ts";

/** Whether a folder that a setting names has what it is for; an address is always asked. */
const isThere = (url: string, file: string): boolean =>
  !url.startsWith("sqlite:") || existsSync(join(url.slice("sqlite:".length), file));

const shown = (url: string): string => (URL.canParse(url) ? url.replace(/\/\/[^/@]*@/, "//") : url);

export const checkStore: Check = async function* ({ settings, ...options }) {
  const url = storeUrl(settings);
  if (!isThere(url, "taskotron.db")) {
    yield { name: "store", verdict: "warn", detail: `there is none in ${shown(url)} yet` };
    return;
  }
  await using upkeep = await openUpkeep(url, storeOptions(settings));
  for await (const found of upkeep.examine(options)) yield { ...found, name: `store ${found.name}` };
};

export const checkQueue: Check = async function* ({ settings }) {
  const url = queueUrl(settings);
  if (!isThere(url, "queue.db")) {
    yield { name: "queue", verdict: "warn", detail: `there is none in ${shown(url)} yet` };
    return;
  }
  await using queue = await openQueue(url, { now: Date.now });
  const counts = Object.entries(await queue.counts()).map(([state, count]) => `${count} ${state}`);
  yield { name: "queue", verdict: "ok", detail: `${shown(url)}: ${counts.join(", ")}` };
};

/** Milliseconds that clocks of two machines may differ without harm. */
const SKEW = 5_000;
const PATIENCE = 10_000;

export const checkServer: Check = async function* ({ settings }) {
  const address = settings.server || findServer(settings.data)?.address;
  if (address === undefined) {
    yield { name: "server", verdict: "ok", detail: "none runs on the data folder, and none is named" };
    return;
  }
  const answer = await fetch(new URL("/readyz", address), { signal: AbortSignal.timeout(PATIENCE) });
  const skew = Math.abs(Date.parse(answer.headers.get("date") ?? "") - Date.now());
  if (!answer.ok)
    yield { name: "server", verdict: "wrong", detail: `${address} is not ready: ${await answer.text()}` };
  else if (skew > SKEW)
    yield {
      name: "server",
      verdict: "warn",
      detail: `${address}: its clock differs by ${Math.round(skew / 1000)} s from this machine's`,
    };
  else yield { name: "server", verdict: "ok", detail: `${address} takes writes` };
};
