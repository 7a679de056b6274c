import { type ReadModel, readModel } from '#app/platform';
import { dataRequestProjection } from './data-request.projection';
import { DataRequestRow } from './data-request.row';
import { holdProjection } from './hold.projection';
import { HoldRow } from './hold.row';
import { keptRecordProjection } from './kept-record.projection';
import { KeptRecordRow } from './kept-record.row';
import { retentionProjection } from './retention.projection';
import { RetentionRow } from './retention.row';

export const erasureModels: readonly ReadModel[] = [
  readModel(dataRequestProjection, DataRequestRow, ['stream']),
  readModel(holdProjection, HoldRow, ['stream']),
  readModel(retentionProjection, RetentionRow),
  readModel(keptRecordProjection, KeptRecordRow, ['id']),
];

const common = `"id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL`;

export const erasureTables: readonly string[] = [
  `CREATE TABLE "data_request_1" (${common}, "status" text NOT NULL, "asked" text NOT NULL, "receivedOn" date NOT NULL,
    "answerBy" date, "stream" text NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "data_request_1" ("status", "answerBy")`,
  `CREATE TABLE "hold_1" (${common}, "status" text NOT NULL, "kind" text NOT NULL, "stream" text NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "hold_1" ("stream")`,
  `CREATE TABLE "retention_1" (${common}, "of" text NOT NULL, "trigger" text NOT NULL, "follows" text NOT NULL, "years" integer,
    "detail" jsonb NOT NULL)`,
  `CREATE TABLE "kept_record_1" ("id" text PRIMARY KEY, "category" text NOT NULL, "reference" text NOT NULL, "openedOn" date NOT NULL,
    "lastOn" date NOT NULL, "sources" text[] NOT NULL, "keptUntil" date, "review" text)`,
  `CREATE INDEX ON "kept_record_1" ("category")`,
];
