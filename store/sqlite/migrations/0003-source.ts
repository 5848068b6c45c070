/** The commit that a run's task is of, as JSON. */
export const SOURCE = `ALTER TABLE run ADD COLUMN source TEXT`;
