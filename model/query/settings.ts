import type { Parsed } from "./parsed.ts";
import type { Token } from "./token.ts";

type Settings = Pick<Parsed, "scope" | "near" | "runs">;

/** What the settings among the tokens say; the last of a kind counts. */
export const settingsOf = (tokens: readonly Token[]): Settings =>
  tokens.reduce<Settings>(
    (settings, token) => (token.kind === "setting" ? { ...settings, ...token.set } : settings),
    { scope: null, near: 0, runs: null },
  );
