import fc from "fast-check";

const fragment = fc.constantFrom(
  "foo", "Bar", "x86_64", "OR", "AND", "-", "--", "-foo", "-lz", "-1", "(", ")", "()", "-(", '"', '\\"', "\\", '"a b"', '-"c"', "/", "/a+b/",
  "/x y/i", "/usr/lib", "//", "*", "?", "f*o", "b?r", "***", "package:", "package:foo", "-arch:src", 'check:"a b",c', "check:a,b", "item:/x/,y", "outcome:FAILED",
  "outcome:maybe", "line:>5", "line:5..9", "started:-7d", "duration:>=5m", "version:1.2..", "data.k:v", "data.k:..3", "has:bug", "no:owner", "is:new", "is:odd",
  "in:log", "near:3", "runs:20", "seq(pass fail)", "count>=3(outcome:FAILED)", "last(is:new)", "last(foo)", "count=1(", ":", ",", "pakage:x", "\n", "\t", "\0", "\x1b[1m",
  "é", "ẞ", "\u{1f600}", "\ud800", "->", "[1.2]", "'it", "foo(bar)", "foo(", "bar)",
); // prettier-ignore

/** Texts that mix every construct with what logs hold and with what is none of these. */
export const queryText = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fragment },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
    ),
    {
      maxLength: 12,
    },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom(" ", " ", "", "  ", "\n"), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((part, index) => part + (gaps[index] ?? "")).join("")),
  );
