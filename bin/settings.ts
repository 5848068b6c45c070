import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { AppError } from "../model/errors.ts";
import { SETTINGS, type SettingName, type Settings } from "../model/settings.ts";
import type { StoreOptions } from "../store/open.ts";

const NAMES = Object.keys(SETTINGS) as SettingName[];

const isSetting = (name: string): name is SettingName => (NAMES as readonly string[]).includes(name);

/** Flags over environment over the first `taskotron.yaml` of `folders` over defaults. Throws `setting` naming the file and the key. */
export const loadSettings = (
  flags: Readonly<Partial<Settings>>,
  env: Readonly<Record<string, string | undefined>>,
  folders: readonly string[],
): Settings => {
  const file = folders.map((folder) => join(folder, "taskotron.yaml")).find((path) => existsSync(path));
  const written = file === undefined ? {} : readFile(file);
  return Object.fromEntries(
    NAMES.map((name) => [
      name,
      flags[name] ?? env[SETTINGS[name].env] ?? written[name] ?? SETTINGS[name].fallback,
    ]),
  ) as Record<SettingName, string>;
};

const readFile = (file: string): Partial<Record<SettingName, string>> => {
  const content = parseFile(file);
  if (content === null || content === undefined) return {};
  if (typeof content !== "object" || Array.isArray(content))
    throw new AppError("setting", `${file}: expected a map of settings`);
  for (const [key, value] of Object.entries(content)) {
    if (!isSetting(key))
      throw new AppError("setting", `${file}: unknown setting ${key}; known are ${NAMES.join(", ")}`);
    if (typeof value === "object")
      throw new AppError("setting", `${file}: ${key} must be a text or a number`);
  }
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, String(value)]));
};

const parseFile = (file: string): unknown => {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new AppError(
      "setting",
      `${file}: ${error instanceof Error ? error.message.split("\n")[0] : "unreadable"}`,
      {},
      error,
    );
  }
};

/** The whole number that a setting must be. Throws `setting`. */
export const wholeNumber = (settings: Settings, name: SettingName): number => {
  const value = settings[name];
  if (!/^\d{1,6}$/.test(value))
    throw new AppError(
      "setting",
      `${SETTINGS[name].env} (or --${name}) must be a whole number, not ${JSON.stringify(value)}`,
    );
  return Number(value);
};

export const storeUrl = (settings: Settings): string => settings.store || `sqlite:${settings.data}`;

/** What a store is opened with. Throws `setting`. */
export const storeOptions = (settings: Settings): StoreOptions => ({
  now: Date.now,
  elastic: {
    ca: settings.store_ca || null,
    apiKey: settings.store_api_key || null,
    shards: Math.max(1, wholeNumber(settings, "store_shards")),
    replicas: wholeNumber(settings, "store_replicas"),
  },
});

export const queueUrl = (settings: Settings): string => settings.queue || `sqlite:${settings.data}`;
