import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Gauge, Registry } from 'prom-client';
import { EVENT_LOG, type EventLog } from '../event-log/event-log';
import { type ReaderProgress, Readers } from '../read-store/readers';
import { isLoopback } from './loopback';

/** What opens the metrics: a text of METRICS_TOKEN, or an empty one where there is none. */
export const METRICS_TOKEN = Symbol('MetricsToken');

const GAUGES: readonly (readonly [string, string, (reader: ReaderProgress) => number])[] = [
  ['position', 'The place in the log that a reader has come to', ({ position }) => Number(position)],
  [
    'behind_positions',
    'How far a reader is behind the log: in events in PostgreSQL, in bytes in EventStoreDB',
    ({ behind }) => behind.positions,
  ],
  ['behind_seconds', 'How long the first unread event has waited', ({ behind }) => behind.seconds],
  ['events_per_second', 'Events a second that a reader takes', ({ rate }) => rate],
  [
    'running',
    '1 when a reader runs; 0 when it is paused, stopped or lost, when the log lacks an event, or when it is ahead of the log',
    ({ state }) => (state === 'running' ? 1 : 0),
  ],
  ['led', '1 when an engine leads a reader', ({ leader }) => (leader === undefined ? 0 : 1)],
  ['parked_events', 'Events that a reader has put aside', ({ parked }) => parked],
];

/** Figures for Prometheus. They name readers and count events: nothing of a record, nothing of a person. */
@Controller('metrics')
export class Metrics {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly readers: Readers,
    @Inject(METRICS_TOKEN) private readonly token: string,
  ) {}

  @Get()
  async metrics(@Req() req: Request, @Res() res: Response) {
    if (!this.allows(req)) {
      res.status(401).set('WWW-Authenticate', 'Bearer').type('text/plain').send(REFUSED);
      return;
    }
    const registry = new Registry();
    const registers = [registry];
    const head = new Gauge({
      name: 'learning_trail_log_head',
      help: 'The place of the last event in the log',
      registers,
    });
    head.set(Number(await this.log.head()));
    // What only another version reads is never brought up to date here: an alarm would never end.
    const readers = (await this.readers.progress()).filter(({ state }) => state !== 'other-version');
    for (const [name, help, figure] of GAUGES) {
      const gauge = new Gauge({ name: `learning_trail_reader_${name}`, help, labelNames: ['reader'], registers });
      for (const each of readers) gauge.set({ reader: each.reader }, figure(each));
    }
    res.type(registry.contentType).send(await registry.metrics());
  }

  /** By the token where there is one; without one, from this machine only and not through a proxy on it. */
  private allows(req: Request): boolean {
    if (this.token !== '') return same(req.get('authorization') ?? '', `Bearer ${this.token}`);
    const throughProxy = req.get('forwarded') !== undefined || req.get('x-forwarded-for') !== undefined;
    return !throughProxy && isLoopback(req.socket.remoteAddress ?? '');
  }
}

const REFUSED = 'The metrics are read on the machine itself, or with the token of METRICS_TOKEN.';

/** Compared in a time that tells nothing. */
function same(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}
