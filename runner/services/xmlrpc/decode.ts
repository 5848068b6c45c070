import { SaxesParser } from "saxes";
import Type from "typebox";
import { Value } from "typebox/value";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { XmlRpcMessage, XmlRpcValue } from "./message.ts";

/** Reads a message. Throws `bad-value` for anything that is no XML-RPC. */
export const decodeXmlRpc = (xml: string): XmlRpcMessage => {
  const root = parse(xml);
  if (root.name === "methodCall")
    return { kind: "call", method: only(root, "methodName").text, params: paramsOf(root) };
  if (root.name !== "methodResponse") throw wrong(`a document of <${root.name}>`);
  const fault = root.children.find(({ name }) => name === "fault");
  if (fault) return faultOf(valueOf(only(fault, "value")));
  const [value] = paramsOf(root);
  if (value === undefined) throw wrong("an answer without a value");
  return { kind: "answer", value };
};

interface Element {
  readonly name: string;
  text: string;
  readonly children: Element[];
}

const parse = (xml: string): Element => {
  const parser = new SaxesParser();
  const top: Element = { name: "", text: "", children: [] };
  const open = [top];
  const addText = (text: string): void => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
  };
  parser.on("error", (error) => {
    throw wrong(`no XML (${error.message})`);
  });
  parser.on("doctype", () => {
    throw wrong("a document type");
  });
  parser.on("opentag", ({ name }) => {
    const element = { name, text: "", children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    // a value in an array or a struct is four elements deep
    if (open.length > 4 * LIMITS.yamlDepth) throw wrong("values that are nested too deep");
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(xml).close();
  return top.children[0] ?? top;
};

const wrong = (found: string): AppError => new AppError("bad-value", `expected XML-RPC, found ${found}`);

const only = (element: Element, name: string): Element => {
  const found = element.children.find((child) => child.name === name);
  if (!found) throw wrong(`a <${element.name}> without <${name}>`);
  return found;
};

const paramsOf = (root: Element): readonly XmlRpcValue[] =>
  (root.children.find(({ name }) => name === "params")?.children ?? []).map((param) =>
    valueOf(only(param, "value")),
  );

const faultOf = (value: XmlRpcValue): XmlRpcMessage => {
  if (!Value.Check(Fault, value)) throw wrong("a fault without code and text");
  return { kind: "fault", code: value.faultCode, text: value.faultString };
};

const Fault = Type.Object({ faultCode: Type.Number(), faultString: Type.String() });

/** A `<value>` without a type inside is a text. */
const valueOf = (element: Element): XmlRpcValue => {
  const [typed] = element.children;
  return typed === undefined ? element.text : typedValue(typed);
};

const typedValue = (typed: Element): XmlRpcValue => {
  switch (typed.name) {
    case "nil":
    case "ex:nil":
      return null;
    case "boolean":
      return typed.text.trim() === "1";
    case "int":
    case "i4":
    case "i8":
    case "ex:i8":
    case "double":
      return numberOf(typed.text);
    case "string":
    case "dateTime.iso8601":
    case "base64":
      return typed.text;
    case "array":
      return only(typed, "data").children.map(valueOf);
    case "struct":
      return Object.fromEntries(
        typed.children.map((member) => [only(member, "name").text, valueOf(only(member, "value"))]),
      );
    default:
      throw wrong(`a value of the type <${typed.name}>`);
  }
};

const numberOf = (text: string): number => {
  const number = text.trim() === "" ? NaN : Number(text);
  if (!Number.isFinite(number)) throw wrong(`"${text}" for a number`);
  return number;
};
