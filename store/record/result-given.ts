import { AppError } from "../../model/errors.ts";
import type { Finding } from "../../model/finding.ts";
import { fingerprintOf } from "../../model/fingerprint.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Outcome } from "../../model/outcome.ts";
import { isNeutral, isOk } from "../../model/outcome.ts";
import type { LogRange, ResultInput } from "../../model/result.ts";
import { stored } from "./times.ts";

/** A result as its producer gave it, defaults filled in, texts as the store can keep them. */
export interface Given {
  readonly position: number;
  readonly check: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly scenario: string | null;
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  readonly fingerprint: string | null;
  readonly log: LogRange | null;
  readonly artifact: string | null;
  readonly ref_url: string | null;
  readonly submit_time: number;
  readonly duration_ms: number | null;
}

// A lone surrogate has no UTF-8; it is kept as U+FFFD.
const text = (value: string | null | undefined): string | null => value?.toWellFormed() ?? null;

export const given = (input: ResultInput, now: number): Given => {
  const findings = (input.findings ?? []).map(finding);
  if (findings.length > LIMITS.findings)
    throw new AppError("too-large", `a result may have ${LIMITS.findings} findings`, {
      position: input.position,
      limit: LIMITS.findings,
    });
  const note = text(input.note);
  return {
    position: input.position,
    check: input.check.toWellFormed(),
    item: input.item.toWellFormed(),
    type: input.type.toWellFormed(),
    arch: input.arch.toWellFormed(),
    scenario: text(input.scenario),
    outcome: input.outcome,
    note,
    data: JSON.parse(JSON.stringify(input.data ?? {})) as Record<string, unknown>,
    findings,
    fingerprint: fingerprint(input.outcome, note, findings),
    log: range(input.log),
    artifact: text(input.artifact),
    ref_url: text(input.ref_url),
    submit_time: input.submit_time === undefined ? now : stored(input.submit_time),
    duration_ms: input.duration_ms ?? null,
  };
};

const finding = (input: Finding): Finding => ({
  severity: input.severity.toWellFormed(),
  tag: text(input.tag),
  message: input.message.toWellFormed(),
  subject: text(input.subject),
  line: input.line,
});

const range = (log: LogRange | null | undefined): LogRange | null =>
  log ? { name: log.name, first_line: log.first_line, last_line: log.last_line } : null;

/** Of a result that is not ok: what its note, or else its first finding, says. */
const fingerprint = (outcome: Outcome, note: string | null, findings: readonly Finding[]): string | null => {
  const message = note ?? findings[0]?.message;
  return isOk(outcome) || isNeutral(outcome) || message === undefined ? null : fingerprintOf(message);
};
