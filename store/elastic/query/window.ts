import type { TimeWindow } from "../../../model/time.ts";
import { stored } from "../../record/times.ts";
import type { Dsl } from "./filter.ts";

/** That a document's time lies in the window, and that it passes the filter. */
export const during = (time: "begin" | "submit_time", { from, to }: TimeWindow, filter: Dsl): Dsl => ({
  bool: { filter: [{ range: { [`taskotron.${time}`]: { gte: stored(from), lt: stored(to) } } }, filter] },
});
