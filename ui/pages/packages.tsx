import { toPackage } from "../address.ts";
import { statsList } from "../components/stats-list.tsx";
import type { Page } from "../page.ts";

export const packagesPage: Page = async (context) => ({
  title: "Packages",
  description: "Every package with results, and its pass rate.",
  section: "Packages",
  body: await statsList(context, "Packages", { name: "package", href: toPackage }),
});
