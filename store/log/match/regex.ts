import { RE2JS } from "re2js";
import { type Literals, regexLiterals } from "../literals.ts";
import { findingLeaf, type Leaf } from "./leaf.ts";
import { phraseLeaf } from "./phrase.ts";
import { searchFolded } from "./search.ts";

/** Costs more than anything else. */
const ORDER = 1000;

/** The compiled regex, or why it cannot be read. */
const compile = (source: string, ignoreCase: boolean): RE2JS | string => {
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Why the regex cannot be read, in the words of RE2; null for one that can be. */
export const checkRegex = (source: string): string | null => {
  const compiled = compile(source, false);
  return typeof compiled === "string" ? compiled : null;
};

/** Holds where the regex is found, in time linear in the line. One that cannot be read stands for its own characters. */
export const regexLeaf = (source: string, ignoreCase: boolean): Leaf => {
  const regex = compile(source, ignoreCase);
  if (typeof regex === "string") return phraseLeaf(source);
  const mayHold = literalTest(regexLiterals(source, ignoreCase));
  const leaf = findingLeaf(ORDER, mayHold, (line) => {
    const matcher = regex.matcher(line);
    let isMore = true;
    return () => {
      while (isMore && (isMore = matcher.find()))
        if (matcher.end() > matcher.start()) return [matcher.start(), matcher.end()];
      return null;
    };
  });
  return { ...leaf, test: (line) => mayHold(line) && regex.test(line) };
};

/** Whether a line has the literals; rules out most lines much faster than the regex does. */
const literalTest = (literals: Literals): ((line: string) => boolean) => {
  switch (literals.kind) {
    case "any":
      return () => true;
    case "literal": {
      const { text, ignoreCase } = literals;
      return ignoreCase ? searchFolded(text).test : (line) => line.includes(text);
    }
    case "and": {
      const tests = literals.parts.map(literalTest);
      return (line) => tests.every((test) => test(line));
    }
    case "or": {
      const tests = literals.parts.map(literalTest);
      return (line) => tests.some((test) => test(line));
    }
  }
};
