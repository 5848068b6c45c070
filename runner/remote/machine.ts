import type { Environment } from "../formula/environment.ts";
import type { Target } from "./target.ts";

/** The run that a machine is wanted for. */
export interface Wish {
  readonly uuid: string;
  readonly item: string;
  readonly environment: Environment;
  readonly say: (level: "INFO" | "WARNING", message: string) => void;
  readonly signal: AbortSignal;
}

/** A machine that is there until it is disposed of. */
export interface Machine extends AsyncDisposable {
  readonly target: Target;
}

/** Gives a run the machine that it is executed on. Throws `missing-tool` and `network`. */
export type OpenMachine = (wish: Wish) => Promise<Machine>;

/** A machine that exists already, and stays. */
export const standingMachine =
  (target: Target): OpenMachine =>
  () =>
    Promise.resolve({ target, [Symbol.asyncDispose]: () => Promise.resolve() });
