import { EXPIRABLE, type Expirable } from "../../../model/run.ts";
import { logsExpired } from "../../record/expired.ts";

/** Bits of a run's `expired`. */
const BIT: Readonly<Record<Expirable, number>> = { logs: 1, findings: 2 };

export const bitOf = (what: Expirable): number => BIT[what];

/** What the bits say. */
export const expiredOf = (bits: number): Expirable[] => EXPIRABLE.filter((what) => (bits & BIT[what]) !== 0);

/** Throws `expired` for a run whose logs and artifacts are gone. */
export const refuseExpired = ({
  uuid,
  expired,
}: {
  readonly uuid: string;
  readonly expired: number;
}): void => {
  if ((expired & BIT.logs) !== 0) throw logsExpired(uuid);
};
