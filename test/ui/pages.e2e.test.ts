import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Browser } from "playwright-core";
import { needsProgram } from "../support/needs.ts";
import { assertUsable, LOOKS, openBrowser, watch } from "./support/browser.ts";
import { BUILD_LINE, HOSTILE, openSite, RARE } from "./support/site.ts";

const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

const pagesOf = (runs: readonly string[]): readonly string[] => [
  "/",
  "/search",
  "/search?q=error",
  "/packages",
  "/packages/gdb",
  "/packages/gdb/checks/rpmlint",
  "/checks",
  "/checks/rpmlint",
  "/items/koji_build/gdb-16.1-3.fc43",
  "/runs",
  `/runs/${runs[2]}`,
  `/runs/${runs[2]}/results/1`,
  `/runs/${runs[3]}/logs/output.log?first=2001`,
  `/runs/${runs[4]}`,
  `/runs/${runs[4]}/results/1`,
  `/runs/${runs[4]}/logs/output.log`,
  `/checks/${encodeURIComponent(HOSTILE)}`,
  "/tasks",
  "/jobs",
  "/status",
];

suite("the pages in Chromium", needsProgram("chromium"), () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let browser: Browser;

  before(async () => {
    site = await openSite();
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  for (const [name, look, rules] of [
    ["wide and light", { viewport: WIDE, colorScheme: "light" }, null],
    ["narrow and dark", { viewport: NARROW, colorScheme: "dark" }, LOOKS],
  ] as const)
    test(`every page is usable, ${name}, and nothing hostile runs`, async () => {
      const page = await (await browser.newContext(look)).newPage();
      const wrong = watch(page);
      for (const path of pagesOf(site.runs)) {
        const answer = await page.goto(`${site.address}${path}`);
        assert.equal(answer?.status(), 200, path);
        await assertUsable(page, rules);
      }
      assert.deepEqual(wrong, []);
    });

  test("a run's artifacts are listed, a result leads to its own, and a page among them does nothing", async () => {
    const context = await browser.newContext({ viewport: WIDE, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.address}/runs/${site.runs[2]}`);
    const rows = page.locator("table", { hasText: "artifact" }).locator("tbody tr");
    assert.equal(await rows.count(), 63);
    assert.equal(await rows.nth(55).isVisible(), false);
    await page.getByText("13 more artifacts").click();
    assert.equal(await rows.nth(55).isVisible(), true);
    await page.goto(`${site.address}/runs/${site.runs[2]}/results/1`);
    await page.getByRole("link", { name: "logs/gdb.log" }).click();
    assert.equal(await page.locator("body").textContent(), "E: no-binary\n");
    const active = await (await browser.newContext({ viewport: WIDE })).newPage();
    const dialogs: string[] = [];
    active.on("dialog", (dialog) => void dialogs.push(dialog.message()));
    await active.goto(`${site.address}/runs/${site.runs[2]}`);
    await active.getByRole("link", { name: "report.html" }).click();
    assert.equal(await active.locator("h1").textContent(), "report");
    assert.deepEqual(dialogs, []);
  });

  test("from the overview over a search and its hit to the log's line, and to the package", async () => {
    const page = await (await browser.newContext({ viewport: WIDE })).newPage();
    const wrong = watch(page);
    await page.goto(site.address);
    await page.keyboard.press("/");
    await page.keyboard.type(RARE);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?/);
    assert.match((await page.locator(".impact").textContent()) ?? "", /In 1 of 5 runs/);
    assert.equal(await page.locator(".hit mark").first().isVisible(), true);
    await page.getByRole("link", { name: "output.log line 2,345" }).click();
    await page.waitForURL(new RegExp(`first=2001#L${BUILD_LINE}$`));
    const line = page.locator(".lines .sel");
    assert.match((await line.textContent()) ?? "", /ld returned 1 exit status/);
    assert.equal(await line.isVisible(), true);
    assert.equal(await line.locator(".a-f1").count(), 1);
    await page.goto(`${site.address}/packages/gdb`);
    assert.match((await page.locator(".verdict").textContent()) ?? "", /1 of \d latest results is not fine/);
    assert.deepEqual(wrong, []);
  });

  test("the log viewer marks ranges, finds in the whole log, and steps", async () => {
    const page = await (await browser.newContext({ viewport: WIDE })).newPage();
    const log = `${site.address}/runs/${site.runs[3]}/logs/output.log`;
    await page.goto(`${log}#L${BUILD_LINE}-L${BUILD_LINE + 2}`);
    await page.waitForURL(/first=2001/);
    assert.equal(await page.locator(".lines .sel").count(), 3);
    await page.locator("#L2010 > a").click();
    await page.locator("#L2013 > a").click({ modifiers: ["Shift"] });
    assert.match(page.url(), /#L2010-L2013$/);
    await page.fill("#find input", "object-5.o");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#find-state")?.textContent?.includes(" of 31"));
    await page.keyboard.press("Escape");
    const before = page.url();
    await page.keyboard.press("n");
    await page.waitForFunction((url) => location.href !== url, before);
    assert.equal(await page.locator(".lines .sel mark").textContent(), "object-5.o");
  });

  test("a chart tells what is under the pointer, and dragging over it selects a stretch of time", async () => {
    const page = await (await browser.newContext({ viewport: WIDE })).newPage();
    const wrong = watch(page);
    await page.goto(`${site.address}/packages/gdb?from=2026-09-26`);
    const still = await page.locator("figure .wide").boundingBox();
    assert.ok(still !== null);
    await page.mouse.move(still.x + 400, still.y + 200);
    await page.locator("figure .interactive").waitFor();
    const tooltip = page.locator(".tooltip", { hasText: "passed" });
    // the chart listens a moment after it is shown, and only a pointer that moves is heard
    for (let x = 0; x < 100 && !(await tooltip.isVisible()); x++) {
      await page.mouse.move(still.x + still.width - 30 + (x % 10), still.y + 220);
      await page.waitForTimeout(50);
    }
    assert.ok(await tooltip.isVisible(), "no tooltip over the newest bar");
    await page.mouse.move(still.x + 300, still.y + 200);
    await page.mouse.down();
    await page.mouse.move(still.x + 700, still.y + 210, { steps: 10 });
    await page.mouse.up();
    await page.waitForURL(/from=2026-\d\d-\d\dT.*&to=2026-/);
    assert.deepEqual(wrong, []);
  });

  test("every page reads without JavaScript, a linked line included", async () => {
    const page = await (await browser.newContext({ viewport: WIDE, javaScriptEnabled: false })).newPage();
    await page.goto(`${site.address}/search?q=${encodeURIComponent(RARE)}`);
    await page.getByRole("link", { name: "output.log line 2,345" }).click();
    assert.match((await page.locator(".lines :target").textContent()) ?? "", /ld returned 1/);
    await page.fill("#find input", "object-5.o");
    await page.keyboard.press("Enter");
    await page.waitForURL(/find=object-5/);
    assert.equal(await page.locator("#hits li").count(), 31);
  });

  test("a page that is not there says so, and what to do", async () => {
    const page = await (await browser.newContext({ viewport: WIDE })).newPage();
    for (const path of [
      "/nope",
      "/runs/0198f3c2-0000-7000-8000-000000000000",
      "/packages/nope",
      "/runs?cursor=x",
    ]) {
      const answer = await page.goto(`${site.address}${path}`);
      assert.ok([404, 400].includes(answer?.status() ?? 0), path);
      assert.ok((await page.locator("main a").count()) > 0, path);
      await assertUsable(page);
    }
  });
});
