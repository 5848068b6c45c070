import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { gzipSync } from "node:zlib";
import { NOW } from "../api/open.ts";
import { buildPages, type BuiltPages } from "./support/build.ts";

const KB = 1000;

suite("what browsers load", () => {
  let pages: BuiltPages;
  let sizes: ReadonlyMap<string, number>;

  before(async () => {
    pages = await buildPages(() => NOW);
    const scripts = readdirSync(pages.assets).filter((name) => name.endsWith(".js"));
    sizes = new Map(
      scripts.map((name) => [name, gzipSync(readFileSync(join(pages.assets, name)), { level: 9 }).length]),
    );
  });

  after(() => pages[Symbol.asyncDispose]());

  const sum = (wanted: (name: string) => boolean): number =>
    [...sizes].reduce((total, [name, size]) => total + (wanted(name) ? size : 0), 0);

  test("pages without a chart take at most 30 kB of script, compressed", () => {
    const light = sum((name) => !/^(interact|chart)-/.test(name));
    assert.ok(light > 0 && light <= 30 * KB, `${light} bytes`);
  });

  test("pages with a chart take at most 150 kB, and that only once somebody points at it", () => {
    const all = sum((name) => !name.startsWith("log-"));
    assert.ok(all > 0 && all <= 150 * KB, `${all} bytes`);
    assert.ok(sum((name) => name.startsWith("chart-")) <= 3 * KB);
  });

  test("the first script is small and imports nothing: it runs before the page is drawn", () => {
    const theme = [...sizes.keys()].find((name) => name.startsWith("theme-")) ?? "";
    const text = readFileSync(join(pages.assets, theme), "utf8");
    assert.ok(text.length < 500);
    assert.doesNotMatch(text, /\bimport\b|\bexport\b/);
  });

  test("no document carries an inline script or style", async () => {
    const get = async () => ({ status: 404, body: { title: "no", detail: "<b>none</b>" } });
    for (const url of ["/", "/nope", "/search", "/runs/x"]) {
      const { html } = await pages.renderPage({ url, get });
      assert.doesNotMatch(html, /<script(?![^>]*(?:src=|application\/json))|\sstyle=|<style|\son\w+=/, url);
      assert.doesNotMatch(html, /<b>none/);
    }
  });
});
