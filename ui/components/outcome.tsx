import type { Outcome } from "../../model/outcome.ts";
import type { State } from "../../model/run.ts";
import { type Look, outcomeLook, runLook } from "../format/outcome.ts";

/** An outcome as glyph, word and colour. */
const Tag = ({ look }: { readonly look: Look }) => (
  <span class={`o ${look.className}`}>
    <span class="glyph" aria-hidden="true">
      {look.glyph}
    </span>
    {look.word}
  </span>
);

export const OutcomeTag = ({ outcome }: { readonly outcome: Outcome }) => <Tag look={outcomeLook(outcome)} />;

/** How a run ended, or what it does now. A run that passed by its results and is not ok says so. */
export const RunTag = ({
  run,
}: {
  readonly run: { readonly state: State; readonly outcome: Outcome | null; readonly ok: boolean };
}) => {
  const looksFine = run.outcome === "PASSED" || run.outcome === "INFO";
  return (
    <>
      <Tag look={runLook(run)} />
      {looksFine && !run.ok && <span class="tag warn">not ok</span>}
    </>
  );
};
