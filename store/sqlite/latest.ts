import { isOk, isRated } from "../../model/outcome.ts";
import { isAfter } from "../record/order.ts";
import type { Database } from "./database.ts";
import { codesWhere, outcomeOf } from "./outcomes.ts";
import { listOf, type Sql, sql } from "./sql.ts";

/** What `latest` is kept for: one check of one item, and its variants. */
interface Subject {
  readonly check_key: number;
  readonly item_key: number;
  readonly arch_key: number;
  readonly scenario_key: number | null;
}

/** A result's place in its order: by submit time, then run, then position. */
interface Place {
  readonly uuid: string;
  readonly run_key: number;
  readonly position: number;
  readonly submit_time: number;
  readonly outcome: number;
}

interface LatestRow {
  readonly latest_key: number;
  readonly uuid: string;
  readonly position: number;
  readonly submit_time: number;
  readonly outcome: number;
  readonly rated: number | null;
}

const isRatedCode = (code: number): boolean => isRated(outcomeOf(code));
const RATED = codesWhere(isRated);

/** 1 when ok turned into not ok or back; only rated outcomes turn. */
const turn = (a: number | null, b: number | null): number =>
  a !== null && b !== null && isOk(outcomeOf(a)) !== isOk(outcomeOf(b)) ? 1 : 0;

/** The newest result of each (check, item, type, arch, scenario), the outcome before it, and how often rated outcomes turned from ok to not ok or back. */
export class Latest {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes in a result that is not in the table of results yet; answers the key of its row here. Any order of arrival leaves the same. */
  add(subject: Subject, place: Place): number {
    const row = this.#find(subject);
    if (row === undefined) return this.#create(subject, place);
    if (isAfter({ ...place, run: place.uuid }, { ...row, run: row.uuid })) this.#advance(row, place);
    else this.#insertBefore(row, place);
    return row.latest_key;
  }

  #find(subject: Subject): LatestRow | undefined {
    return this.#db.get<LatestRow>(sql`SELECT latest_key, uuid, position, submit_time, latest.outcome, rated
      FROM latest JOIN run USING (run_key) WHERE check_key = ${subject.check_key}
      AND latest.item_key = ${subject.item_key} AND latest.arch_key = ${subject.arch_key}
      AND scenario_key = ${subject.scenario_key ?? 0}`);
  }

  #create(subject: Subject, place: Place): number {
    return this.#db.insert(sql`INSERT INTO latest
      (check_key, item_key, arch_key, scenario_key, run_key, position, submit_time, outcome, rated)
      VALUES (${subject.check_key}, ${subject.item_key}, ${subject.arch_key}, ${subject.scenario_key ?? 0},
      ${place.run_key}, ${place.position}, ${place.submit_time}, ${place.outcome},
      ${isRatedCode(place.outcome) ? place.outcome : null})`);
  }

  #advance(row: LatestRow, place: Place): void {
    const rated = isRatedCode(place.outcome);
    this.#db.run(sql`UPDATE latest SET run_key = ${place.run_key}, position = ${place.position},
      submit_time = ${place.submit_time}, outcome = ${place.outcome}, previous = ${row.outcome},
      rated = ${rated ? place.outcome : row.rated},
      flips = flips + ${rated ? turn(row.rated, place.outcome) : 0} WHERE latest_key = ${row.latest_key}`);
  }

  /** A late result: only its neighbours change. */
  #insertBefore(row: LatestRow, place: Place): void {
    const [next] = this.#neighbours(row.latest_key, place, "after");
    const isPrevious = next?.uuid === row.uuid && next.position === row.position;
    if (isPrevious)
      this.#db.run(sql`UPDATE latest SET previous = ${place.outcome} WHERE latest_key = ${row.latest_key}`);
    if (!isRatedCode(place.outcome)) return;
    const before = this.#ratedNeighbour(row.latest_key, place, "before");
    const after = this.#ratedNeighbour(row.latest_key, place, "after");
    const turns = turn(before, place.outcome) + turn(place.outcome, after) - turn(before, after);
    this.#db.run(sql`UPDATE latest SET flips = flips + ${turns},
      rated = ${after === null ? place.outcome : row.rated} WHERE latest_key = ${row.latest_key}`);
  }

  #ratedNeighbour(latestKey: number, place: Place, side: "before" | "after"): number | null {
    return (
      this.#neighbours(latestKey, place, side, sql`AND r.outcome IN (${listOf(RATED)})`)[0]?.outcome ?? null
    );
  }

  #neighbours(latestKey: number, place: Place, side: "before" | "after", filter: Sql = sql``) {
    const where = sql`FROM result r JOIN run USING (run_key) WHERE latest_key = ${latestKey} ${filter}`;
    const at = sql`(${place.submit_time}, ${place.uuid}, ${place.position})`;
    return this.#db.all<{ uuid: string; position: number; outcome: number }>(
      side === "before"
        ? sql`SELECT uuid, position, r.outcome ${where} AND submit_time <= ${place.submit_time}
            AND (submit_time, uuid, position) < ${at} ORDER BY submit_time DESC, uuid DESC, position DESC LIMIT 1`
        : sql`SELECT uuid, position, r.outcome ${where} AND submit_time >= ${place.submit_time}
            AND (submit_time, uuid, position) > ${at} ORDER BY submit_time, uuid, position LIMIT 1`,
    );
  }
}
