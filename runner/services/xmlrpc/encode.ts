import { AppError } from "../../../model/errors.ts";
import type { XmlRpcMessage, XmlRpcValue } from "./message.ts";

/** Writes a message as XML. Numbers beyond 32 bits are written as the extension `i8`, null as `nil`: koji takes both. Throws `bad-value` for a text
    with characters that XML does not have. */
export const encodeXmlRpc = (message: XmlRpcMessage): string => {
  const head = "<?xml version='1.0' encoding='UTF-8'?>\n";
  switch (message.kind) {
    case "call":
      return `${head}<methodCall><methodName>${text(message.method)}</methodName>${params(message.params)}</methodCall>`;
    case "answer":
      return `${head}<methodResponse>${params([message.value])}</methodResponse>`;
    case "fault": {
      const fault = value({ faultCode: message.code, faultString: message.text });
      return `${head}<methodResponse><fault>${fault}</fault></methodResponse>`;
    }
  }
};

const params = (values: readonly XmlRpcValue[]): string =>
  `<params>${values.map((one) => `<param>${value(one)}</param>`).join("")}</params>`;

const value = (of: XmlRpcValue): string => `<value>${typed(of)}</value>`;

const typed = (of: XmlRpcValue): string => {
  if (of === null) return "<nil/>";
  if (typeof of === "boolean") return `<boolean>${of ? 1 : 0}</boolean>`;
  if (typeof of === "number") return number(of);
  if (typeof of === "string") return `<string>${text(of)}</string>`;
  if (isArray(of)) return `<array><data>${of.map(value).join("")}</data></array>`;
  const members = Object.entries(of).map(
    ([name, member]) => `<member><name>${text(name)}</name>${value(member)}</member>`,
  );
  return `<struct>${members.join("")}</struct>`;
};

const isArray = (of: XmlRpcValue): of is readonly XmlRpcValue[] => Array.isArray(of);

const number = (of: number): string => {
  if (!Number.isSafeInteger(of)) return `<double>${of}</double>`;
  const tag = of === (of | 0) ? "int" : "i8";
  return `<${tag}>${of}</${tag}>`;
};

const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#13;",
};

const text = (of: string): string => {
  const wrong = NOT_XML.exec(of);
  if (wrong)
    throw new AppError("bad-value", `XML has no character ${JSON.stringify(wrong[0])}, which is in the text`);
  return of.replace(/[&<>\r]/g, (found) => ESCAPED[found] ?? found);
};
