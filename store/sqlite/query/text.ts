import type { TextQuery, ValueTest } from "../../../model/query/ast.ts";
import { RE2JS } from "re2js";

/** Decides on texts, and shows what it found in one. */
export interface TextMatcher {
  readonly test: (text: string) => boolean;
  /** [start, end) in UTF-16 units, ascending. */
  readonly highlights: (text: string) => readonly [number, number][];
}

const TOKEN = /[\p{L}\p{N}_]+/gu;

export const textMatcher = (text: TextQuery): TextMatcher => {
  const find = finder(text);
  return { test: (value) => find(value).length > 0, highlights: find };
};

const finder = (text: TextQuery): ((value: string) => [number, number][]) => {
  switch (text.kind) {
    case "word": {
      const wanted = text.word.toLowerCase();
      return (value) =>
        [...value.matchAll(TOKEN)]
          .filter(([token]) => token.toLowerCase() === wanted)
          .map(({ index, 0: token }) => [index, index + token.length]);
    }
    case "phrase":
      return (value) => {
        const found: [number, number][] = [];
        for (
          let at = value.indexOf(text.phrase);
          at >= 0;
          at = value.indexOf(text.phrase, at + text.phrase.length || 1)
        )
          found.push([at, at + text.phrase.length]);
        return found;
      };
    case "glob": {
      const body = text.pattern
        .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
        .replaceAll("\\*", "[\\p{L}\\p{N}_]*")
        .replaceAll("\\?", "[\\p{L}\\p{N}_]");
      return regex(`\\b${body}\\b`, true);
    }
    case "regex":
      return regex(text.source, text.ignoreCase);
  }
};

const regex = (source: string, ignoreCase: boolean): ((value: string) => [number, number][]) => {
  try {
    const pattern = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return (value) => {
      const found: [number, number][] = [];
      const matcher = pattern.matcher(value);
      while (matcher.find()) found.push([matcher.start(), matcher.end()]);
      return found;
    };
  } catch {
    return () => [];
  }
};

/** A field's test on a text: a value of one word is a word of it, a longer one is a phrase. */
export const textPredicate = (test: ValueTest): ((value: string) => boolean) => {
  switch (test.kind) {
    case "equals":
      return textMatcher(
        /^[\p{L}\p{N}_]+$/u.test(test.value)
          ? { kind: "word", word: test.value }
          : { kind: "phrase", phrase: test.value },
      ).test;
    case "range":
      return () => false;
    case "glob":
    case "regex":
      return textMatcher(test).test;
  }
};
