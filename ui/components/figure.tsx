import type { ComponentChildren } from "preact";
import type { Drawn } from "../charts/draw.ts";

/** A chart in two widths, of which the style sheet shows one; null where it could not be drawn. */
export interface Picture {
  readonly wide: Drawn;
  readonly narrow: Drawn;
}

/** JSON inside a script element that no browser runs; `<` is escaped, so nothing in it can end the element. */
const Data = ({ value }: { readonly value: unknown }) => (
  <script
    type="application/json"
    class="chart-data"
    dangerouslySetInnerHTML={{ __html: JSON.stringify(value).replaceAll("<", "\\u003c") }}
  />
);

/** Vega's own SVG: it escapes the texts that the data holds. */
const Svg = ({ drawn, className }: { readonly drawn: Drawn; readonly className: string }) => (
  <div
    class={`svg ${className}`}
    aria-hidden="true"
    dangerouslySetInnerHTML={{ __html: drawn.svg.replaceAll("<a ", '<a tabindex="-1" ') }}
  />
);

/** A chart: the picture, what it says in words, and its numbers in a table. Complete without JavaScript. */
export const Figure = ({
  picture,
  caption,
  table,
}: {
  readonly picture: Picture | null;
  readonly caption: ComponentChildren;
  readonly table: ComponentChildren;
}) => (
  <figure class="chart" data-chart>
    {picture !== null && (
      <>
        <Svg drawn={picture.wide} className="wide" />
        <Svg drawn={picture.narrow} className="narrow" />
        <Data value={picture.wide.compiled} />
      </>
    )}
    <figcaption>{caption}</figcaption>
    <details>
      <summary>the numbers as a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="numbers of the chart">
        {table}
      </div>
    </details>
  </figure>
);
