import fc from "fast-check";

const fragment = fc.constantFrom(
  "error: ", "Warning", "undefined reference to `foo'", "\x1b[31m", "\x1b[0m", "\x1b]0;title\x07", "\r", "\r\n", "\n", "\n", "\n\n",
  "\0", "é", "Übung", "漢字", "\u{1f600}", "\ufeff", "x", " ",
); // prettier-ignore

const broken = fc.constantFrom([0xff], [0xc3], [0xe6, 0xbc], [0xf0, 0x9f, 0x98], [0x80], [0xed, 0xa0, 0x80]);

/** Bytes as hostile tasks print them: text, ANSI sequences, carriage returns, broken UTF-8. */
export const logBytes = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fragment.map((text) => Buffer.from(text)) },
      { weight: 2, arbitrary: fc.string({ maxLength: 12 }).map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: broken.map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts));
