/** What a run's job says beyond it, as JSON. */
export const WISH = `ALTER TABLE run ADD COLUMN wish TEXT`;
