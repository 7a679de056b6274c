/** The advisory locks of a house's database, in one list so that no number means two things. They belong to that one database. */
export const LOCKS = {
  /** Held while events are numbered, and never across a round trip. */
  append: 7_270_001,
  migrateLog: 7_270_002,
  /** Held, shared, by everybody who listens for what the log announces. */
  listening: 7_270_003,
  /** Held while one process migrates, so that several may start at once. */
  migrateRows: 7_270_004,
  /** Held while details are destroyed, and while a hold is recorded that would forbid it. */
  erasing: 7_270_005,
  /** The first of two numbers: held, shared, by the statements of one rebuild that take minutes, which its second one names. */
  rebuilding: 7_270_006,
} as const;
