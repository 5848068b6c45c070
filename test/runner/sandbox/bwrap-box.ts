import { join } from "node:path";
import type { OpenSandbox } from "../../../runner/sandbox/sandbox.ts";
import { sandboxOpener } from "../../../runner/sandbox/open.ts";
import type { View } from "../../../runner/sandbox/view.ts";

/** A view of this machine that shows the least. */
export const VIEW: View = {
  show: [],
  hide: [],
  home: "/root",
  project: join(import.meta.dirname, "../../.."),
  node: process.execPath,
  items: false,
};

let opened: OpenSandbox | undefined;

/** Bubblewrap, or the test fails. */
export const inBwrap: OpenSandbox = (place) => (opened ??= sandboxOpener("bwrap", VIEW))(place);
