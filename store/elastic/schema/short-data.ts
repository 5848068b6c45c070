import type { Property } from "./properties.ts";

/** A result's short values by key, for people who look with Kibana; this program asks its own fields. */
export const SHORT_DATA: Property = { type: "flattened", ignore_above: 200 };

const KEYS = 50;
const KEY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const VALUE = 200;

/** The texts, numbers and flags at the top of a result's data that are short; a task's data has no bounds of its own. */
export const shortData = (json: string): Readonly<Record<string, string>> => {
  const short = Object.entries(JSON.parse(json) as Record<string, unknown>)
    .filter(([key, value]) => KEY.test(key) && ["string", "number", "boolean"].includes(typeof value))
    .map(([key, value]) => [key, String(value)] as const)
    .filter(([, value]) => value.length <= VALUE);
  return Object.fromEntries(short.slice(0, KEYS));
};
