/**
 * The keys of the people concerned, in a schema of their own: in no backup that is kept for long, and open to one role only.
 * A row whose key is gone is a tombstone: it stays for ever, and no new key is made for that person.
 */
export const vaultTables: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS vault`,
  `CREATE TABLE IF NOT EXISTS vault.data_key (
    subject uuid PRIMARY KEY,
    key_id uuid NOT NULL UNIQUE,
    partnership text NOT NULL,
    master text,
    wrapped bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL)),
    CHECK ((master IS NULL) = (wrapped IS NULL)))`,
  `CREATE INDEX IF NOT EXISTS data_key_master ON vault.data_key (master) WHERE wrapped IS NOT NULL`,
  `CREATE OR REPLACE FUNCTION vault.refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'What was erased stays erased: % refused', tg_op USING errcode = 'insufficient_privilege';
  END $$`,
  `CREATE OR REPLACE TRIGGER refuse_return BEFORE UPDATE ON vault.data_key
    FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION vault.refuse_return()`,
  `CREATE OR REPLACE TRIGGER refuse_delete BEFORE DELETE ON vault.data_key
    FOR EACH ROW EXECUTE FUNCTION vault.refuse_return()`,
  `CREATE OR REPLACE TRIGGER refuse_truncate BEFORE TRUNCATE ON vault.data_key
    FOR EACH STATEMENT EXECUTE FUNCTION vault.refuse_return()`,
  // The right to use keys, for the login of the web. Who migrates may not be allowed to make roles: then the owner uses them.
  `DO $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'learning_trail_vault') THEN
      BEGIN
        CREATE ROLE learning_trail_vault NOLOGIN;
      EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'learning_trail_vault') THEN
      GRANT USAGE ON SCHEMA vault TO learning_trail_vault;
      GRANT SELECT, INSERT, UPDATE ON vault.data_key TO learning_trail_vault;
    END IF;
  END $$`,
];
