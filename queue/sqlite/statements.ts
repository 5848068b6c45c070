/** Every statement of the queue. Each is one transaction of its own: SQLite takes the write lock before it looks for a job,
    so that two processes never find the same one. */
export const STATEMENTS = {
  add: `INSERT INTO job (uuid, task, item, type, arch, attempt, retry_of, priority, created)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING`,

  lease: `UPDATE job SET state = 'leased', worker = ?, expires = ?, token = token + 1
    WHERE seq = (SELECT seq FROM job WHERE state = 'waiting' ORDER BY priority DESC, seq LIMIT 1)
    RETURNING *`,

  renew: `UPDATE job SET expires = ? WHERE uuid = ? AND token = ? AND state = 'leased'`,

  finish: `UPDATE job SET state = 'done', expires = NULL WHERE uuid = ? AND token = ? AND state = 'leased'`,

  takeOver: `UPDATE job SET worker = ?, expires = ?, token = token + 1
    WHERE state = 'leased' AND (expires <= ? OR worker IN (SELECT value FROM json_each(?)))
    RETURNING *`,

  cancel: `UPDATE job SET state = 'cancelled', expires = NULL WHERE uuid = ? AND state IN ('waiting', 'leased')`,

  get: `SELECT * FROM job WHERE uuid = ?`,

  list: `SELECT * FROM job WHERE state IN ('waiting', 'leased')
    ORDER BY state = 'waiting', priority DESC, seq LIMIT ?`,

  counts: `SELECT state, count(*) AS n FROM job GROUP BY state`,
} as const;
