/** Every statement of the queue. Each is one transaction of its own: SQLite takes the write lock before it looks for a job,
    so that two processes never find the same one. */
export const STATEMENTS = {
  add: `INSERT INTO job (uuid, task, item, type, arch, attempt, retry_of, priority, not_before, key, created, ready)
    VALUES (:uuid, :task, :item, :type, :arch, :attempt, :retry_of, :priority, :not_before, :key, :created, :ready)
    ON CONFLICT DO NOTHING`,

  findWaiting: `SELECT uuid FROM job WHERE key = :key AND state = 'waiting'`,

  lease: `UPDATE job SET state = 'leased', worker = :worker, leased = :now, expires = :expires, token = token + 1
    WHERE seq = (SELECT seq FROM job WHERE state = 'waiting' AND ready <= :now ORDER BY priority DESC, ready, seq LIMIT 1)
    RETURNING *`,

  renew: `UPDATE job SET expires = :expires WHERE uuid = :uuid AND token = :token AND state = 'leased'`,

  finish: `UPDATE job SET state = 'done', expires = NULL, ended = :now WHERE uuid = :uuid AND token = :token AND state = 'leased'`,

  takeOver: `UPDATE job SET worker = :worker, expires = :expires, token = token + 1
    WHERE state = 'leased' AND (expires <= :now OR worker IN (SELECT value FROM json_each(:lost)))
    RETURNING *`,

  cancel: `UPDATE job SET state = 'cancelled', expires = NULL, ended = :now WHERE uuid = :uuid AND state IN ('waiting', 'leased')`,

  forget: `DELETE FROM job WHERE ended < :before`,

  get: `SELECT * FROM job WHERE uuid = :uuid`,

  list: `SELECT * FROM job WHERE state IN ('waiting', 'leased')
    ORDER BY state = 'waiting', leased, ready > :now, iif(ready > :now, ready, 0), priority DESC, ready, seq LIMIT :limit`,

  counts: `SELECT iif(state = 'waiting' AND ready > :now, 'delayed', state) AS state, count(*) AS n FROM job GROUP BY 1`,

  putRepeat: `INSERT INTO repeat (name, repeat) VALUES (:name, :repeat) ON CONFLICT (name) DO UPDATE SET repeat = excluded.repeat`,

  removeRepeat: `DELETE FROM repeat WHERE name = :name`,

  repeats: `SELECT repeat FROM repeat ORDER BY name`,
} as const;
