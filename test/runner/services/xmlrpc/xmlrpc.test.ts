import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeXmlRpc } from "../../../../runner/services/xmlrpc/decode.ts";
import { encodeXmlRpc } from "../../../../runner/services/xmlrpc/encode.ts";
import type { XmlRpcMessage, XmlRpcValue } from "../../../../runner/services/xmlrpc/message.ts";

/** A text of characters that XML has. */
const text = fc
  .string({ unit: "binary" })
  .map((all) => all.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ""));

const { value } = fc.letrec<{ value: XmlRpcValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test("every message that is written is read back the same", () => {
  const message: fc.Arbitrary<XmlRpcMessage> = fc.oneof(
    fc.record(
      { kind: fc.constant("call" as const), method: text, params: fc.array(value) },
      { noNullPrototype: true },
    ),
    fc.record({ kind: fc.constant("answer" as const), value }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant("fault" as const), code: fc.integer(), text }, { noNullPrototype: true }),
  );
  fc.assert(fc.property(message, (one) => assert.deepEqual(decodeXmlRpc(encodeXmlRpc(one)), one)));
});

const READ: readonly (readonly [string, XmlRpcValue])[] = [
  ["<value>plain</value>", "plain"],
  ["<value></value>", ""],
  ["<value><i4>-7</i4></value>", -7],
  ["<value><i8>3000000000</i8></value>", 3_000_000_000],
  ["<value><ex:nil xmlns:ex='x'/></value>", null],
  ["<value><dateTime.iso8601>20150402T12:00:00</dateTime.iso8601></value>", "20150402T12:00:00"],
  ["<value>\n<array><data>\n<value><boolean>1</boolean></value>\n</data></array></value>", [true]],
  ["<value><string><![CDATA[a<b]]></string></value>", "a<b"],
  [
    "<value><struct><member><name>__proto__</name><value>x</value></member></struct></value>",
    JSON.parse('{"__proto__": "x"}') as XmlRpcValue,
  ],
];

for (const [xml, expected] of READ)
  test(`reads ${xml.replaceAll("\n", "")}`, () => {
    const document = `<?xml version='1.0'?>\n<methodResponse><params><param>\n${xml}\n</param></params></methodResponse>`;
    assert.deepEqual(decodeXmlRpc(document), { kind: "answer", value: expected });
  });

const answerOf = (inner: string): string =>
  `<methodResponse><params><param>${inner}</param></params></methodResponse>`;

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ["an HTML page", "<html><body>Bad gateway</body></html>", /found a document of <html>/],
  ["no XML", "Bad gateway", /found no XML/],
  ["half a document", "<methodResponse><params>", /found no XML/],
  [
    "a document type",
    `<!DOCTYPE x [<!ENTITY a "b">]>${answerOf("<value>&a;</value>")}`,
    /found a document type/,
  ],
  ["an answer without a value", "<methodResponse><params/></methodResponse>", /an answer without a value/],
  ["an unknown type", answerOf("<value><date>1</date></value>"), /a value of the type <date>/],
  ["a broken number", answerOf("<value><int>1x</int></value>"), /"1x" for a number/],
  ["a fault without a code", "<methodResponse><fault><value>x</value></fault></methodResponse>", /a fault/],
  ["endless nesting", `${answerOf("<value><array><data>".repeat(500))}`, /nested too deep/],
];

for (const [name, xml, message] of REFUSED)
  test(`refuses ${name}`, () => {
    assert.throws(() => decodeXmlRpc(xml), { code: "bad-value", message });
  });

test("a character that XML does not have is refused", () => {
  assert.throws(() => encodeXmlRpc({ kind: "call", method: "getBuild", params: ["foo\u0007"] }), {
    code: "bad-value",
    message: /XML has no character "\\u0007"/,
  });
});
