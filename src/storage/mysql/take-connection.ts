import type { Pool, PoolConnection } from 'mysql2';

/** Takes a connection from the pool; the pool by itself would wait without end while the server hangs. */
export function takeConnection(pool: Pool, timeoutMs: number): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(Object.assign(new Error('No connection became free'), { code: 'PROTOCOL_SEQUENCE_TIMEOUT' }));
    }, timeoutMs);
    pool.getConnection((error, connection) => {
      clearTimeout(timer);
      if (error) reject(error);
      else if (late) connection.release();
      else resolve(connection);
    });
  });
}
