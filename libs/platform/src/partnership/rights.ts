import { ENGINE_ROLE, READER_ROLE, WEB_ROLE } from './bound';

export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** What the two who are not the owner may do with a table, and which of its rows they get. */
export interface TableRights {
  readonly web: readonly Right[];
  readonly engine: readonly Right[];
  /**
   * `rows`: each row belongs to one partnership. `keys`: likewise, and two partnerships may use the same key. Else the reason
   * why it is nobody's.
   */
  readonly apart: 'rows' | 'keys' | { readonly shared: string };
}

const ALL: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const READ: readonly Right[] = ['SELECT'];
const NONE: readonly Right[] = [];

/** Of every table of rows that are computed, and of their versions. */
export const OF_ROWS: TableRights = { web: READ, engine: ALL, apart: 'keys' };

/**
 * Every other table of the house, with who may do what. What is not here is the owner's alone. The owner migrates, rebuilds and
 * looks after keys at a terminal; nothing that serves people acts as the owner.
 */
export const TABLES: Readonly<Record<string, TableRights>> = {
  identity: { web: ALL, engine: NONE, apart: 'keys' },
  invitation: { web: ALL, engine: NONE, apart: 'keys' },
  acceptance: { web: ALL, engine: NONE, apart: 'rows' },
  session: { web: ALL, engine: NONE, apart: 'rows' },
  kept_form: { web: ALL, engine: NONE, apart: 'keys' },
  logout_token: { web: ALL, engine: NONE, apart: { shared: 'what sign-in services have asked, each once' } },
  evidence_file: { web: ALL, engine: NONE, apart: 'rows' },
  reference_series: { web: ['SELECT', 'INSERT', 'UPDATE'], engine: ['SELECT', 'INSERT', 'UPDATE'], apart: 'keys' },
  'vault.data_key': { web: ['SELECT', 'INSERT', 'UPDATE'], engine: NONE, apart: 'rows' },
  erasure_done: { web: ['SELECT', 'INSERT'], engine: NONE, apart: 'rows' },
  rate_limit: {
    web: ALL,
    engine: NONE,
    apart: { shared: 'counts requests of addresses, and says nothing of records' },
  },
  house: { web: READ, engine: READ, apart: { shared: 'what the database is for, and where its log is' } },
  checkpoint: { web: READ, engine: ALL, apart: { shared: 'how far a reader of the whole log has come' } },
  known_reader: { web: READ, engine: ALL, apart: { shared: 'the names of the readers of the log' } },
  parked_event: { web: READ, engine: ALL, apart: { shared: 'places in the log that a reader could not take' } },
  engine: { web: NONE, engine: ALL, apart: { shared: 'which engines are at work' } },
  migration: { web: READ, engine: READ, apart: { shared: 'what was done to the tables' } },
};

/** A policy of rows by PostgreSQL: what stands between its name with its table and the end of its statement. */
export interface RowPolicy {
  readonly name: string;
  /** "TO a_role USING (…)", or "AS RESTRICTIVE FOR SELECT TO a_role USING (…)". */
  readonly clause: string;
  readonly role: string;
}

/** The partnership of the connection; without one the comparison holds for no row. Asked once for a query, not for each row. */
export const OWN_PARTNERSHIP = `"partnership" = (SELECT current_setting('learning_trail.partnership', true))`;

/** Of every table whose rows belong to a partnership. */
export const APART: readonly RowPolicy[] = [
  {
    name: 'own_partnership',
    role: WEB_ROLE,
    clause: `TO ${WEB_ROLE} USING (${OWN_PARTNERSHIP}) WITH CHECK (${OWN_PARTNERSHIP})`,
  },
  // It follows the log of all of them, and answers nobody.
  { name: 'engine', role: ENGINE_ROLE, clause: `TO ${ENGINE_ROLE} USING (TRUE) WITH CHECK (TRUE)` },
];

/** Of the log: whoever may read it reads all of it, but for the web. */
export const LOG: readonly RowPolicy[] = [
  { name: 'reading', role: READER_ROLE, clause: `FOR SELECT TO ${READER_ROLE} USING (TRUE)` },
  {
    name: 'own_partnership',
    role: WEB_ROLE,
    clause: `AS RESTRICTIVE FOR SELECT TO ${WEB_ROLE}
      USING ((metadata ->> 'partnership') = (SELECT current_setting('learning_trail.partnership', true)))`,
  },
];
