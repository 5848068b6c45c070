import { shown } from "../log/controls.ts";
import { PLAIN } from "../log/sgr.ts";
import { lineSpans, type Span } from "../log/spans.ts";

const Piece = ({ span }: { readonly span: Span }) => {
  const title = span.hides === null ? undefined : shown(span.hides);
  const inner =
    span.className === "" && title === undefined ? (
      span.text
    ) : (
      <span class={span.className} title={title}>
        {span.text}
      </span>
    );
  return span.marked ? <mark>{inner}</mark> : <>{inner}</>;
};

export const Spans = ({ spans }: { readonly spans: readonly Span[] }) => (
  <>
    {spans.map((span, index) => (
      <Piece key={index} span={span} />
    ))}
  </>
);

/** Text that a task or a user gave: kept apart from the page's own direction, with nothing in it that hides or acts.
    Highlights are [start, end) in the text without its escape sequences. */
export const Text = ({
  text,
  highlights = [],
}: {
  readonly text: string;
  readonly highlights?: readonly (readonly [number, number])[];
}) => (
  <bdi>
    <Spans spans={lineSpans(text, PLAIN, highlights).spans} />
  </bdi>
);
