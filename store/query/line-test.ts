import type { Query } from "../../model/query/ast.ts";
import { textLeaf } from "../log/match/text.ts";
import { numberOf } from "./bounds.ts";

import { inRange, valuePredicate } from "./value.ts";

/** A log line as search sees it. */
interface SearchedLine {
  readonly log: string;
  readonly line: number;
  readonly text: string;
}

type LineTest = (line: SearchedLine) => boolean;

/** Decides on lines by a query whose other parts are decided already. */
export const lineTest = (query: Query): LineTest => {
  switch (query.kind) {
    case "all":
      return () => true;
    case "and": {
      const tests = query.parts.map(lineTest);
      return (line) => tests.every((test) => test(line));
    }
    case "or": {
      const tests = query.parts.map(lineTest);
      return (line) => tests.some((test) => test(line));
    }
    case "not": {
      const test = lineTest(query.part);
      return (line) => !test(line);
    }
    case "text": {
      const leaf = textLeaf(query.text);
      return ({ text }) => leaf.test(text);
    }
    case "field":
      return fieldTest(query);
    case "has":
      return () => query.field === "log" || query.field === "line";
    default:
      return () => false;
  }
};

const fieldTest = ({ field, test }: Extract<Query, { kind: "field" }>): LineTest => {
  if (field === "log") {
    const passes = valuePredicate("text", test);
    return ({ log }) => passes(log);
  }
  if (field !== "line") return () => false;
  if (test.kind === "equals") return ({ line }) => line === numberOf(test.value);
  if (test.kind !== "range") return () => false;
  const passes = inRange(test, (a, b) => Number(a) - Number(b));
  return ({ line }) => passes(String(line));
};
