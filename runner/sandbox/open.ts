import { AppError } from "../../model/errors.ts";
import { probeBwrap } from "./bwrap/probe.ts";
import { containerSandbox } from "./container/sandbox.ts";
import { findEngine } from "./container/engine.ts";
import { bwrapSandbox } from "./bwrap/sandbox.ts";
import { bwrapWorks } from "./bwrap/works.ts";
import { noSandbox } from "./none.ts";
import { type OpenSandbox, SANDBOX_KINDS, type SandboxKind } from "./sandbox.ts";
import type { View } from "./view.ts";

const UNSAFE = "no sandbox: the task can read and change all that this user can";

/** Chooses the sandbox of every run on this machine. Nothing chosen means bubblewrap where it works; whether it does is found out once, and remembered in `cache` if there is
    such a folder. Throws `setting` for a kind that there is none of. */
export const sandboxOpener = (kind: string, view: View, cache: string | null = null): OpenSandbox => {
  if (kind !== "" && !isKind(kind))
    throw new AppError(
      "setting",
      `sandbox must be one of ${SANDBOX_KINDS.join(", ")}, not ${JSON.stringify(kind)}`,
    );
  const isRoot = process.getuid?.() === 0;
  if (kind === "container") {
    const engine = findEngine(view.home, process.getuid?.() ?? 0);
    return (place) => containerSandbox(place, engine, isRoot);
  }
  const broken = kind === "none" ? Promise.resolve(null) : bwrapWorks(() => probeBwrap(isRoot), cache);
  return async (place) => {
    if (kind === "none") return noSandbox(place, UNSAFE);
    const why = await broken;
    if (why === null) return bwrapSandbox(place, view, isRoot);
    if (kind === "bwrap") throw why;
    return noSandbox(place, `${UNSAFE}; ${why.message}`);
  };
};

const isKind = (kind: string): kind is SandboxKind => (SANDBOX_KINDS as readonly string[]).includes(kind);
