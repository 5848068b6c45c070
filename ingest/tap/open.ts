import { nearFirst } from "../thread/near.ts";
import { inThread } from "../thread/open.ts";

/** Opens a reader of TAP 12, 13 and 14. */
export const openTapReader = nearFirst(async () => {
  const { TapStream } = await import("./stream.ts");
  return (defaults, tell) => new TapStream(defaults, tell);
}, inThread("tap"));
