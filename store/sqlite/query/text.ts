import type { TextQuery, ValueTest } from "../../../model/query/ast.ts";

/** Whether a text holds what the query asks for. */
export const textMatcher = (text: TextQuery): ((value: string) => boolean) => {
  // Until the shared matcher is here.
  const wanted = JSON.stringify(text);
  return (value) => value === wanted;
};

/** A field's test on a text: a value of one word is a word of it, a longer one is a phrase. */
export const textPredicate = (test: ValueTest): ((value: string) => boolean) => {
  switch (test.kind) {
    case "equals":
      return textMatcher(
        /^[\p{L}\p{N}_]+$/u.test(test.value)
          ? { kind: "word", word: test.value }
          : { kind: "phrase", phrase: test.value },
      );
    case "range":
      return () => false;
    case "glob":
    case "regex":
      return textMatcher(test);
  }
};
