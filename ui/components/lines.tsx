import type { Line } from "../../model/answer/log.ts";
import { lineSpans } from "../log/spans.ts";
import type { ShownLine } from "../log/view.ts";
import { PLAIN, type Pen } from "../log/sgr.ts";
import { Spans } from "./text.tsx";

const anchor = (line: Line): string => `L${line.number}`;

/** Lines of a log with their numbers. Colours run on from line to line; `before` are lines above that are not shown.
    With `anchors` each line can be linked to in this page, else `href` leads to it. */
export const Lines = ({
  lines,
  before = [],
  href,
}: {
  readonly lines: readonly ShownLine[];
  readonly before?: readonly Line[];
  /** Null: the lines are anchors of this page. */
  readonly href: ((line: number) => string) | null;
}) => {
  let pen: Pen = PLAIN;
  for (const line of before) ({ pen } = lineSpans(line.text, pen));
  return (
    <>
      {lines.map((line) => {
        const shown = lineSpans(line.text, pen, line.highlights);
        ({ pen } = shown);
        return (
          <div key={line.number} id={href === null ? anchor(line) : undefined} class={line.className}>
            <a href={href === null ? `#${anchor(line)}` : href(line.number)}>{line.number}</a>
            <code dir="ltr">
              <Spans spans={shown.spans} />
            </code>
          </div>
        );
      })}
    </>
  );
};
