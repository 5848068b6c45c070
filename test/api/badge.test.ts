import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { badgeSvg } from "../../api/badge.ts";

const textsOf = (svg: string): string[] => {
  const texts: string[] = [];
  let open = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => (open = name));
  parser.on("text", (text) => open === "text" && text.trim() !== "" && texts.push(text));
  parser.write(svg).close();
  return texts;
};

test("a badge shows its label and value", () => {
  const svg = badgeSvg({ label: "rpmlint & <co>", value: "93 % ok of 14", colour: "#1a7f37" });
  assert.deepEqual(textsOf(svg), ["rpmlint & <co>", "93 % ok of 14"]);
});

test("a badge is well-formed XML of nothing but its own elements, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (label) => {
      const svg = badgeSvg({ label, value: "x", colour: "#000" });
      textsOf(svg);
      assert.deepEqual(
        [...svg.matchAll(/<(\w+)/g)].map(([, name]) => name).join(" "),
        "svg title rect path g text text",
      );
    }),
  );
});
