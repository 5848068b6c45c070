import { toCheck } from "../address.ts";
import { statsList } from "../components/stats-list.tsx";
import type { Page } from "../page.ts";

export const checksPage: Page = async (context) => ({
  title: "Checks",
  description: "Every check with results, and its pass rate.",
  section: "Checks",
  body: await statsList(context, "Checks", { name: "check", href: toCheck }),
});
