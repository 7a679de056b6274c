import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditRecords } from '#app/audit';
import { AgencyRecords, GroupRecords, PostRecords } from '#app/directory';
import { LearningEventRecords } from '#app/learning-event';
import {
  Asked,
  CLOCK,
  type Clock,
  Decisions,
  DemonstrationSignIn,
  EVENT_LOG,
  type EventLog,
  Files,
  FileSender,
  Health,
  Home,
  METRICS_TOKEN,
  Metrics,
  OpenApi,
  PARTNERSHIP,
  type Partnership,
  People,
  PostgresReferences,
  Reached,
  Readers,
  RecordApi,
  RecordPages,
  References,
  Registry,
  SECRET,
  Taker,
} from '#app/platform';
import { RapidReviewRecords } from '#app/rapid-review';
import { RecommendationRecords } from '#app/recommendation';
import { ReferralRecords } from '#app/referral';
import { StaticPagesModule } from './pages-static/static-pages.module';
import { readStore } from '../../projector/src/read-store';
import { lifted, readModels, readers, shapes, slices } from '../../projector/src/slices';

/** What a running house is given from outside. */
export interface Outside {
  readonly log: EventLog;
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly people: People;
  readonly secret: string;
  readonly partnership: Partnership;
  /** Opens the metrics from elsewhere; without it they are read on this machine only. */
  readonly metricsToken?: string;
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
];

@Global()
@Module({})
class PlatformModule {
  static on({ log: kept, clock, people, secret, partnership, metricsToken = '' }: Outside): DynamicModule {
    const log = lifted(kept);
    const providers = [
      { provide: EVENT_LOG, useValue: log },
      { provide: CLOCK, useValue: clock },
      { provide: People, useValue: people },
      { provide: SECRET, useValue: secret },
      { provide: PARTNERSHIP, useValue: partnership },
      { provide: METRICS_TOKEN, useValue: metricsToken },
      { provide: References, useFactory: (db: DataSource) => new PostgresReferences(db), inject: [DataSource] },
      {
        provide: Decisions,
        useFactory: (references: References) => new Decisions(log, references, clock, partnership.id, shapes),
        inject: [References],
      },
      { provide: Files, useFactory: (db: DataSource) => new Files(db), inject: [DataSource] },
      { provide: Readers, useFactory: (db: DataSource) => new Readers(db, kept, clock, readers), inject: [DataSource] },
      { provide: Reached, useFactory: (db: DataSource) => new Reached(db, readModels), inject: [DataSource] },
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
    Asked,
    Taker,
    FileSender,
  ],
  exports: [Registry, Asked, Taker, FileSender],
})
class KindsModule {}

/** The addresses that serve every kind. Imported last: addresses with a name of their own come first. */
@Module({
  controllers: [DemonstrationSignIn, Health, Home, Metrics, OpenApi, RecordApi, RecordPages],
})
class AddressesModule {}

/** The whole house behind HTTP. */
@Module({})
export class WebModule {
  static on(outside: Outside): DynamicModule {
    const stores = TypeOrmModule.forRoot({ ...readStore(outside.databaseUrl), retryAttempts: 0 });
    return {
      module: WebModule,
      imports: [
        CqrsModule.forRoot(),
        stores,
        PlatformModule.on(outside),
        ...slices,
        KindsModule,
        StaticPagesModule,
        AddressesModule,
      ],
    };
  }
}
