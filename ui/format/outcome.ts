import type { Outcome } from "../../model/outcome.ts";
import type { State } from "../../model/run.ts";

/** How an outcome looks everywhere: a glyph, a word, and a class that gives the colour. */
export interface Look {
  readonly glyph: string;
  readonly word: string;
  readonly className: string;
}

const LOOKS: Readonly<Record<Outcome, Look>> = {
  PASSED: { glyph: "✓", word: "passed", className: "o-pass" },
  INFO: { glyph: "i", word: "info", className: "o-info" },
  FAILED: { glyph: "✗", word: "failed", className: "o-fail" },
  NEEDS_INSPECTION: { glyph: "?", word: "needs a look", className: "o-needs" },
  ABORTED: { glyph: "⊘", word: "aborted", className: "o-broken" },
  CRASHED: { glyph: "!", word: "crashed", className: "o-broken" },
  SKIPPED: { glyph: "–", word: "skipped", className: "o-skip" },
  TODO: { glyph: "○", word: "todo", className: "o-skip" },
};

export const outcomeLook = (outcome: Outcome): Look => LOOKS[outcome];

const STATE_LOOKS: Readonly<Record<State, Look>> = {
  SCHEDULED: { glyph: "·", word: "waiting", className: "o-skip" },
  RUNNING: { glyph: "▸", word: "running", className: "o-live" },
  FINISHED: { glyph: "■", word: "finished", className: "o-skip" },
  ABORTED: LOOKS.ABORTED,
  CRASHED: LOOKS.CRASHED,
  CANCELLED: { glyph: "×", word: "cancelled", className: "o-skip" },
};

/** A run's look: its outcome once it has one, else its state. */
export const runLook = (run: { readonly state: State; readonly outcome: Outcome | null }): Look =>
  run.outcome === null ? STATE_LOOKS[run.state] : LOOKS[run.outcome];
