import { AppError } from "../../../model/errors.ts";
import { EXPIRABLE, type Expirable } from "../../../model/run.ts";

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
  if ((expired & BIT.logs) !== 0)
    throw new AppError("expired", `logs and artifacts of run ${uuid} are kept no more; its results are`, {
      run: uuid,
    });
};
