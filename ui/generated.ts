import type { ResultsAnswer } from "../model/answer/list.ts";
import { maybe } from "./ask.ts";
import type { Context } from "./page.ts";
import { type Asking, during } from "./window.ts";

/** Whether the results of a query, in this stretch of time, begin with generated ones: `npm run demo` invents a past, so the oldest tells. */
export const beginsGenerated = async ({ ask }: Context, q: string, asking: Asking): Promise<boolean> => {
  const oldest = await maybe(ask<ResultsAnswer>(during("/results", asking, { q, sort: "oldest", limit: 1 })));
  return oldest.kind === "value" && oldest.value.data[0]?.generated === true;
};
