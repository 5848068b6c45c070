import { killMarked } from "../execute/leftovers.ts";
import { killQuietly, usageOf } from "./processes.ts";
import type { Place, Sandbox } from "./sandbox.ts";

/** No sandbox: programs are processes of the runner's user, held to the limits that can be watched. */
export const noSandbox = ({ uuid }: Pick<Place, "uuid">, why: string): Sandbox => ({
  kind: "none",
  caveat: why,
  shellExits: false,
  command: ({ file, args, cwd, env }) => Promise.resolve({ file, args, cwd, env, pipes: [] }),
  signal: (pid, signal) => killQuietly(-pid, signal),
  usage: usageOf,
  killLeftovers: () => killMarked(uuid),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});
