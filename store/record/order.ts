/** A result's place among all results. */
export interface Place {
  readonly submit_time: number;
  readonly run: string;
  readonly position: number;
}

/** Whether `a` is newer than `b`: by submit time, then run, then position. */
export const isAfter = (a: Place, b: Place): boolean => {
  if (a.submit_time !== b.submit_time) return a.submit_time > b.submit_time;
  return a.run === b.run ? a.position > b.position : a.run > b.run;
};
