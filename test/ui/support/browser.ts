import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import assert from "node:assert/strict";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });

/** What went wrong on a page: its errors, what its policy refused, dialogs that something opened. */
export const watch = (page: Page): string[] => {
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return wrong;
};

/** Rules whose answer depends on the theme and the width; the others see the same document in each. */
export const LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"];

/** Fails when something on the page cannot be used by everybody (by these rules of axe, or by all), or the page is wider than the window. */
export const assertUsable = async (page: Page, rules: readonly string[] | null = null): Promise<void> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    [],
    page.url(),
  );
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${page.url()} is ${over} px wider than the window`);
};
