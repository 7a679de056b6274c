export { CLOCK, type Clock, clockAt, systemClock } from './clock';
export { NotNow } from './not-now';
export { Deadline, OutOfTime } from './deadline';
export { LOCKS } from './advisory-locks';
export { EnduringClient, FOLLOWING_IN_TIME, IN_TIME } from './enduring-client';
export { type Asker, asking, minuteOf } from './partnership/asking';
export { AnotherAsks, AskingClient } from './partnership/asking-client';
export {
  type Bond,
  ENGINE_ROLE,
  NotBound,
  NotHarmless,
  WEB_ROLE,
  boundTo,
  insistBound,
  insistHarmless,
} from './partnership/bound';
export { type Bound, type DatabaseAt, connecting, pooledIn } from './partnership/connecting';
export { TellingClient, Untold } from './partnership/telling-client';
export { keepApart, keepHistoryApart, keepTablesApart } from './partnership/apart';
export { OWN_PARTNERSHIP, type RowPolicy, TABLES, type TableRights } from './partnership/rights';
export { RoleMissing, grantRights, guardLog, guardRows, insistOnRole, letIn } from './partnership/granting';
export { askedBy } from './http/identity/asked-by';
export * from './event-log/event-log';
export { type Content, contentHash } from './event-log/content-hash';
export { NothingThere, OwnEventLog } from './event-log/own.event-log';
export { MemoryEventLog } from './event-log/memory/memory.event-log';
export { gaveNoAnswer, lockNotGiven } from './event-log/postgres/unavailable';
export { PostgresEventLog } from './event-log/postgres/postgres.event-log';
export { LiftingEventLog } from './event-log/shapes/lifting.event-log';
export { FIRST_PARTNERSHIP, sharedName } from './event-log/shared-names';
export { type Shape, Shapes, UnknownVersion, shapeOf } from './event-log/shapes/shapes';
export { type CheckOptions, type Fault, check, storedWithGaps } from './event-log/export/check';
export { type Range, exportLog, storedEvents } from './event-log/export/export-log';
export { EXPORT_FORMAT, type Manifest, NotAnExport, lineOf, readLine } from './event-log/export/exported';
export { migrateLog } from './event-log/postgres/migrate-log';
export { NotEmpty, NotTheSame, restoreLog } from './event-log/postgres/restore-log';
export { LogOutdated } from './event-log/postgres/unfit';
export { type LogPlace, type LogSettings, eventStoreDbUrlOf, openLog } from './event-log/open-log';
export { type Act, COMMAND_WITHIN_MS, KeyReused, Stale, type Taken, TooBusy } from './write/act';
export { Decisions } from './write/decisions';
export { type Observation, Observations } from './write/observations';
export { derivedId, fingerprint, ownKey } from './write/derived-id';
export { type Belongs, CannotOpen } from './vault/cipher';
export { GivenMasterKeys, MasterKeys, NoMasterKey } from './vault/master-keys';
export { MASTER_KEYS_FILE, masterKeysIn, masterKeysOf } from './vault/master-keys.given';
export { FileMasterKeys } from './vault/master-keys.file';
export { Sealing } from './vault/sealing';
export { type KeyCounts, type Opened, SubjectErased, Vault } from './vault/vault';
export { Destruction, erasureDoneTable } from './vault/destruction';
export { concernedModel } from './vault/concerned.projection';
export { ConcernedQueries } from './vault/concerned.queries';
export { PersonConcernedRow, concernedTables } from './vault/concerned.row';
export { type ConcernedRecord, concernedActs } from './http/concerned/concerned.acts';
export { concernedSeen } from './http/concerned/concerned.seen';
export { concernedWords } from './http/concerned/concerned.words';
export { Opening } from './http/concerned/opening';
export { OpeningApi } from './http/concerned/opening.api.controller';
export { OpeningPage } from './http/concerned/opening.controller';
export { vaultTables } from './vault/vault.tables';
export { MemoryReferences, PostgresReferences, References } from './write/references';
export { CheckpointRow } from './read-store/checkpoint.row';
export { CheckpointMoved } from './read-store/checkpoint';
export { Engine, type EngineOptions, type ReaderHealth } from './read-store/engine';
export { engineTables } from './read-store/engine.tables';
export { catchUp, react } from './read-store/bring-up';
export { type ReadModel, modelReader, readModel, readerOf } from './read-store/read-model';
export { type Reader } from './read-store/reader';
export { type Moment, type Span, asAt, versionRow } from './read-store/as-at';
export { type Difference, between } from './read-store/between';
export { type Comparison, isSame } from './read-store/compare';
export { PolicyLacking, fillingOf, liveReader } from './read-store/building';
export { enterAgain, isLost, letReactionsWait } from './read-store/enter';
export { Rebuild } from './read-store/rebuild';
export { BrokenOff, CannotRebuild, Differs, type Finishing, type Rebuilt, type Switched } from './read-store/rebuilt';
export { type Predecessor, mayBuild, predecessorsOf } from './read-store/predecessor';
export { type Succeeding, Succession } from './read-store/succession';
export { untilFilled } from './read-store/filled';
export { isSearched, searched, searching } from './read-store/searched';
export { historyOf, historyTable, indexesOf, leftOut, momentIndexes, orderOf } from './read-store/history';
export { isNear, nearest, newestFirst } from './read-store/nearest';
export { type Dispatch, enterReactions, isReactionReader, reactionReader, reactor } from './read-store/reactor';
export { PATIENCE, Reached } from './read-store/reached';
export { type ReaderProgress, Readers } from './read-store/readers';
export { StillSeen, type Unparked, pause, resume, retire, unpark } from './read-store/steering';
export { FileRow, refuseEmptying, scanColumns, shredding } from './files/file.row';
export { filesIn } from './files/told-files';
export { FileBytes } from './files/file-bytes';
export { filesInTheOpen, sealFiles } from './files/seal-files';
export { FileHeldBack, Files, type KeptFile } from './files/files';
export { Clamd } from './files/clamd';
export { type Pace, type Scanner, type Standing, type Uploads, type Verdict } from './files/scanner';
export { Scanning } from './files/scanning';
export { uploadsOf } from './files/uploads';
export { TIMES, type Times, bodiesInTime, keepTime } from './http/edge/in-time';
export { logging, told } from './http/edge/logging';
export { ownHostOnly } from './http/edge/own-host';
export { LIMITS, type Limits, limitsOf, rateLimitTable, rateLimits } from './http/edge/rate-limits';
export { SECURITY_TXT, type SecurityContact, securityContactOf, securityTxt } from './http/edge/security-txt';
export * from './identity/person';
export { type Acceptance, type Account, Identities, type Invitation, type Refusal } from './identity/identities';
export { identityTables } from './identity/identity.tables';
export * from './identity/ground';
export { type PolicyLine, type PolicySection, READ, type Reach, fitting, reachesOf } from './identity/policy';
export { insistInBeing } from './identity/in-being';
export { type AgencyEntry, Directory, type GroupEntry, type Names, type PostEntry } from './identity/directory';
export * from './http/forms';
export * from './http/acts/record-kind';
export { MOST_COUNTED, countOf, pageAsAt, pageOf } from './http/acts/page-of';
export { pageOfWords } from './http/acts/page-of-words';
export { siftByWords, sought } from './http/acts/sought';
export { fieldAsked } from './http/acts/correcting';
export * from './http/acts/words';
export { Registry, act, recordKind } from './http/acts/registry';
export {
  LOOKS,
  type Look,
  LookNotRecorded,
  type WhyRefused,
  type LookedAt,
  Looks,
  lookedAt,
  looksReaders,
} from './http/looks';
export { recordCalled } from './http/acts/called';
export { everything, spreadsheet } from './http/acts/csv';
export { Asked, NotForYou } from './http/acts/asked';
export { type AddressPolicy, Addresses } from './http/policy/addresses';
export { Policy } from './http/policy/policy';
export { PolicyApi, PolicyPages } from './http/policy/policy.controller';
export { PolicyGuard } from './http/policy/policy.guard';
export { Declared } from './http/acts/declared';
export { type Entry, isRecordedLate, tell } from './http/acts/tell';
export { Taker, agencyOptions } from './http/acts/taker';
export { ActPages } from './http/acts/act.controller';
export { RecordPages } from './http/acts/page.controller';
export { RecordApi } from './http/acts/api.controller';
export { MOST_PER_PAGE, notUnderstood, pageQuery, strictQuery } from './http/acts/list-query';
export { keyInForm, keyInHeader } from './http/acts/act-key';
export { identifyingWords } from './http/acts/identifying';
export { givenFilters, periodFaults, periodLeftOut, understood } from './http/acts/period';
export { personOf } from './http/identity/signed-in';
export { KeptForms } from './http/identity/kept-forms';
export { keepLate, keepOutdated } from './http/identity/late-form';
export { type LetIn, Partnerships, type ServedPartnership } from './http/identity/partnerships';
export { PartnershipsPage } from './http/identity/partnerships.controller';
export { Sessions } from './http/identity/sessions';
export { SessionsPage } from './http/identity/sessions.controller';
export { IDLE as SESSION_IDLE } from './http/identity/session.life';
export { SessionStore } from './http/identity/session.store';
export { keptFormAbout, sessionTables, signOutTables } from './http/identity/session.tables';
export { toldWhy } from './http/identity/told-why';
export { csrf, csrfToken } from './http/identity/csrf';
export { type SessionSettings, cookieOf, goOn, recognise, sessions } from './http/identity/session';
export { AccessTokens, type Bearer, SCOPES } from './http/identity/access-tokens';
export { BackChannelSignOut } from './http/identity/back-channel.controller';
export { LogoutTokens } from './http/identity/logout-tokens';
export { Arrivals } from './http/identity/arrivals';
export { Invitations } from './http/identity/invitations.controller';
export { BadProviders, type ProviderSettings, providersIn, readProviders } from './http/identity/provider.settings';
export { Providers } from './http/identity/providers';
export { SignInPages } from './http/identity/sign-in.controller';
export { TokenMetadata } from './http/identity/token-metadata.controller';
export { isLoopback, loopbackOnly } from './http/loopback';
export { trustedProxiesOf } from './http/trusted-proxies';
export { InvalidInput, type Problem, problemOf } from './http/problems';
export { formsInParts } from './http/parts';
export { ProblemFilter } from './http/problem.filter';
export { configureViews } from './http/views/nunjucks';
export { rootOf, viewPaths } from './http/views/paths';
export type { WebSettings } from './http/settings';
export { type Further, FurtherSections, Home, SectionsOf } from './http/home.controller';
export { FileSender } from './http/files';
export { NeedToKnow, type OnRecord } from './http/need-to-know';
export { needToKnow } from './read-store/withheld';
export { PARTNERSHIP, PUBLIC_URL, type Partnership } from './http/settings';
export { Health } from './http/health.controller';
export { METRICS_TOKEN, Metrics } from './http/metrics.controller';
export { OpenApi } from './http/openapi/openapi.controller';
