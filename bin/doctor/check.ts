import type { Settings } from "../../model/settings.ts";

/** One thing that was looked at. */
export interface Checked {
  readonly name: string;
  /** `warn` works, but not as well as it could. */
  readonly verdict: "ok" | "repaired" | "warn" | "wrong";
  /** What was found, and what to do about it. */
  readonly detail: string;
}

export interface CheckOptions {
  readonly settings: Settings;
  readonly repair: boolean;
  readonly deep: boolean;
  readonly signal: AbortSignal;
}

/** Looks at one part of the installation; what it throws is what is wrong with it. */
export type Check = (options: CheckOptions) => AsyncIterable<Checked>;
