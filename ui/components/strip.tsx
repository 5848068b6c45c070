import type { Brief } from "../../model/answer/series.ts";
import { toResult } from "../address.ts";
import { outcomeLook } from "../format/outcome.ts";
import { inFull } from "../format/time.ts";
import { shown } from "../log/controls.ts";

const cellTitle = (brief: Brief): string =>
  [
    `${shown(brief.item)}: ${outcomeLook(brief.outcome).word}`,
    brief.note === null ? "" : shown(brief.note),
    inFull(brief.submit_time),
    brief.generated ? "generated" : "",
  ]
    .filter((line) => line !== "")
    .join("\n");

/** The last results of a series, newest at the right; each leads to its result. */
export const Strip = ({ history, label }: { readonly history: readonly Brief[]; readonly label: string }) => (
  <span class="strip" role="group" aria-label={label}>
    {history.map((brief) => {
      const look = outcomeLook(brief.outcome);
      return (
        <a
          key={`${brief.run}.${brief.position}`}
          class={look.className}
          href={toResult(brief.run, brief.position)}
          title={cellTitle(brief)}
          aria-label={cellTitle(brief)}
        >
          {look.glyph}
        </a>
      );
    })}
  </span>
);
