import { inThread } from "../thread/open.ts";

/** Opens a reader of TAP 12, 13 and 14. */
export const openTapReader = inThread("tap");
