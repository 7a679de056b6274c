import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { UnusualAccess } from '#app/access';
import { AuditRecords } from '#app/audit';
import { AgencyRecords, DirectoryPeople, GroupRecords, PostRecords } from '#app/directory';
import { DataRequestRecords, HoldRecords, RetentionRecords } from '#app/erasure';
import { LearningEventRecords } from '#app/learning-event';
import {
  ActPages,
  Addresses,
  Arrivals,
  Asked,
  BackChannelSignOut,
  CLOCK,
  type Clock,
  ConcernedQueries,
  Decisions,
  Declared,
  Destruction,
  EVENT_LOG,
  type EventLog,
  FileSender,
  Files,
  FurtherSections,
  GivenMasterKeys,
  Health,
  Home,
  Identities,
  Invitations,
  KeptForms,
  type Limits,
  METRICS_TOKEN,
  MasterKeys,
  Metrics,
  Observations,
  OpenApi,
  Opening,
  OpeningApi,
  OpeningPage,
  OwnEventLog,
  PARTNERSHIP,
  Partnerships,
  PartnershipsPage,
  People,
  Policy,
  PolicyApi,
  PolicyGuard,
  PolicyPages,
  PostgresReferences,
  Reached,
  Readers,
  RecordApi,
  RecordPages,
  References,
  Registry,
  type SecurityContact,
  Sealing,
  SectionsOf,
  Sessions,
  SessionsPage,
  SignInPages,
  Taker,
  TokenMetadata,
  type Times,
  type Uploads,
  Vault,
} from '#app/platform';
import { RapidReviewRecords } from '#app/rapid-review';
import { RecommendationRecords } from '#app/recommendation';
import { ReferralRecords } from '#app/referral';
import { RestrictionRecords } from '#app/restriction';
import { LatestOnTrail } from '#app/scrutiny';
import { addresses } from './addresses';
import { fileProviders } from './file.providers';
import { StaticPagesModule } from './pages-static/static-pages.module';
import { type SigningIn, signInProviders } from './sign-in.providers';
import { type Served, rowStores } from './row-stores';
import { lifted, readModels, readers, sealed, shapes, slices } from '../../projector/src/slices';

/** What a running house is given from outside. */
export interface Outside extends SigningIn, Served {
  /** The partnerships that the house serves, this one among them; this one alone when left out. */
  readonly partnerships?: Partnerships;
  readonly log: EventLog;
  readonly clock: Clock;
  /** Who signs in: those whom the directory knows as invited, when left out. */
  readonly people?: People;
  readonly secret: string;
  /** Opens the metrics from elsewhere; without it they are read on this machine only. */
  readonly metricsToken?: string;
  /** What becomes of files that people send; unscanned when left out, as only a demonstration may. */
  readonly uploads?: Uploads;
  readonly limits?: Limits | null;
  readonly times?: Times;
  /** How long a page waits for the rows of what was just recorded, in milliseconds. */
  readonly reachedWithin?: number;
  readonly securityContact?: SecurityContact;
  /** Who may say from where somebody asks (`trustedProxiesOf`). */
  readonly trustedProxies?: readonly string[];
  readonly logger?: Pick<Logger, 'warn'>;
  /** What wraps the keys of the people concerned; without it nothing can be sealed or opened. */
  readonly masterKeys?: MasterKeys;
}

/** Every kind of record, in the order in which home asks them what waits. */
const KINDS = [
  ReferralRecords,
  RapidReviewRecords,
  LearningEventRecords,
  AuditRecords,
  RecommendationRecords,
  AgencyRecords,
  GroupRecords,
  PostRecords,
  RestrictionRecords,
  DataRequestRecords,
  HoldRecords,
  RetentionRecords,
];

@Global()
@Module({})
class PlatformModule {
  static on(outside: Outside): DynamicModule {
    const { log: kept, clock, people, secret, partnership, metricsToken = '', masterKeys, uploads, logger } = outside;
    const { partnerships = new Partnerships(), reachedWithin: within } = outside;
    const log = new OwnEventLog(lifted(kept), partnership.id);
    const masters = masterKeys ?? new GivenMasterKeys('');
    const providers = [
      { provide: EVENT_LOG, useValue: log },
      { provide: CLOCK, useValue: clock },
      {
        provide: People,
        useFactory: (db: DataSource) => people ?? new DirectoryPeople(db, clock),
        inject: [DataSource],
      },
      { provide: PARTNERSHIP, useValue: partnership },
      { provide: Partnerships, useValue: partnerships },
      { provide: METRICS_TOKEN, useValue: metricsToken },
      ...signInProviders(outside),
      { provide: References, useFactory: (db: DataSource) => new PostgresReferences(db), inject: [DataSource] },
      {
        provide: Decisions,
        useFactory: (references: References, sealing: Sealing) =>
          new Decisions(log, references, clock, partnership.id, shapes, sealing),
        inject: [References, Sealing],
      },
      { provide: Observations, useValue: new Observations(log, clock, partnership.id, shapes) },
      { provide: MasterKeys, useValue: masters },
      { provide: Vault, useFactory: (db: DataSource) => new Vault(db, masters, partnership.id), inject: [DataSource] },
      { provide: ConcernedQueries, useFactory: (db: DataSource) => new ConcernedQueries(db), inject: [DataSource] },
      { provide: Sealing, useFactory: (vault: Vault) => new Sealing(vault, sealed), inject: [Vault] },
      ...fileProviders(uploads, logger),
      { provide: Readers, useFactory: (db: DataSource) => new Readers(db, kept, clock, readers), inject: [DataSource] },
      { provide: Identities, useFactory: (db: DataSource) => new Identities(db, clock), inject: [DataSource] },
      { provide: Sessions, useFactory: (db: DataSource) => new Sessions(db, clock), inject: [DataSource] },
      { provide: KeptForms, useFactory: (db: DataSource) => new KeptForms(db, secret, clock), inject: [DataSource] },
      {
        provide: Destruction,
        useFactory: (db: DataSource, vault: Vault, files: Files, kept: KeptForms) =>
          new Destruction(db, vault, files, kept),
        inject: [DataSource, Vault, Files, KeptForms],
      },
      { provide: Reached, useFactory: (db: DataSource) => new Reached(db, readModels, within), inject: [DataSource] },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}

/** The registry of kinds, and what finds and takes acts on them; slices with pages of their own use it too. */
@Global()
@Module({
  imports: slices,
  providers: [
    {
      provide: Registry,
      useFactory: (...records: { readonly kind: ConstructorParameters<typeof Registry>[0][number] }[]) =>
        new Registry(records.map(({ kind }) => kind)),
      inject: KINDS,
    },
    { provide: Addresses, useValue: addresses },
    Policy,
    Arrivals,
    Asked,
    Taker,
    Declared,
    FileSender,
    {
      provide: FurtherSections,
      useFactory: (...slices: FurtherSections[]) => new SectionsOf(slices),
      inject: [LatestOnTrail, UnusualAccess],
    },
    Opening,
  ],
  exports: [Addresses, Policy, Opening, Arrivals, Registry, Asked, Taker, Declared, FileSender, FurtherSections],
})
class KindsModule {}

/** The addresses that serve every kind. Imported last: addresses with a name of their own come first. */
@Module({
  controllers: [
    Health,
    Invitations,
    BackChannelSignOut,
    SignInPages,
    TokenMetadata,
    Home,
    Metrics,
    OpenApi,
    SessionsPage,
    PartnershipsPage,
    PolicyApi,
    PolicyPages,
    OpeningApi,
    OpeningPage,
    RecordApi,
    ActPages,
    RecordPages,
  ],
  // Stands before every address of the house, whichever module has it.
  providers: [{ provide: APP_GUARD, useClass: PolicyGuard }],
})
class AddressesModule {}

/** The whole house behind HTTP. */
@Module({})
export class WebModule {
  static on(outside: Outside): DynamicModule {
    const stores = rowStores(outside);
    return {
      module: WebModule,
      imports: [
        CqrsModule.forRoot(),
        ...stores.imports,
        PlatformModule.on(outside),
        ...slices,
        KindsModule,
        StaticPagesModule,
        AddressesModule,
      ],
      providers: [...stores.providers],
    };
  }
}
