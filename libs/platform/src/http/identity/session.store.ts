import pgSession from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';

/** A row outlives its session, so that who comes too late is recognised and what they send can be kept for them. */
const KEPT_FOR = 24 * 60 * 60;

/**
 * Sessions in PostgreSQL. A session that the store has had once is only ever changed: a request that was under way when
 * its session was ended elsewhere would otherwise bring it back to life when it is answered.
 * A row is written when something changes, and never touched otherwise; the session itself notes when it was last used.
 */
export class SessionStore extends pgSession(session) {
  /** What was written last of a session, within one request. */
  private readonly written = new WeakMap<SessionData, string>();

  constructor(private readonly rows: Pool) {
    super({ pool: rows, tableName: 'session', ttl: KEPT_FOR, disableTouch: true, pruneSessionInterval: false });
  }

  override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
    const isNew = data.stored !== true;
    data.stored = true;
    const text = JSON.stringify(data);
    // express-session writes a renewed session a second time, after its answer has gone out: over what the next page wrote.
    if (this.written.get(data) === text) {
      done?.();
      return;
    }
    this.written.set(data, text);
    if (isNew) {
      super.set(sid, data, done);
      return;
    }
    const change = `UPDATE "session" SET "sess" = $2, "expire" = now() + make_interval(secs => $3) WHERE "sid" = $1`;
    this.rows.query(change, [sid, text, KEPT_FOR]).then(
      () => done?.(),
      (error: unknown) => done?.(error),
    );
  }
}
