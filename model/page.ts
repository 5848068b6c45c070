import Type from "typebox";
import { nullable } from "./schema.ts";

/** How many there are in all; where counting them would cost too much, at least this many. */
export const Total = Type.Object({ value: Type.Integer({ minimum: 0 }), exact: Type.Boolean() });

export type Total = Type.Static<typeof Total>;

/** One page of a list, and where the next one starts. Cursors stay valid while data is added. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly next: string | null;
  readonly total: Total;
}

export const pageOf = <T extends Type.TSchema>(row: T) =>
  Type.Object({ data: Type.Array(row), next: nullable(Type.String()), total: Total });
