import type { RecordKind, RecordRow } from '#app/platform';

/** An address, by whom it is asked, and the look that it must leave. */
export interface Shown {
  readonly address: string;
  readonly person?: string;
  readonly look: object;
}

/** A kind with one of its records, and the form of an act that the Partnership Team may open. */
export interface Sample {
  readonly kind: RecordKind;
  readonly record: RecordRow;
  readonly act: string | undefined;
}

export interface Samples {
  readonly of: (path: string) => Sample;
  readonly all: readonly Sample[];
  /** Of an evidence file: `<recommendation>/files/<file>`. */
  readonly file: string;
  /** Of somebody concerned: `<kind>/<record>/concerned/<subject>`. */
  readonly subject: string;
  /** The id of something out of the ordinary. */
  readonly flag: string;
}

/** Addresses that show no record and no list, with why. A route that stands neither here nor below fails the test. */
export const SHOWS_NOTHING: Readonly<Record<string, string>> = {
  '/help': 'the same for everybody',
  '/accessibility': 'the same for everybody',
  '/privacy': 'the same for everybody',
  '/docs/api': 'the same for everybody',
  '/api/openapi.json': 'the same for everybody',
  '/health/live': 'for whoever watches the machine: no record',
  '/health/ready': 'for whoever watches the machine: no record',
  '/metrics': 'for whoever watches the machine: no record',
  '/.well-known/oauth-protected-resource': 'for programs: who gives tokens',
  '/sign-in': 'nobody is signed in yet',
  '/sign-in/with/:provider': 'nobody is signed in yet',
  '/sign-in/return': 'nobody is signed in yet',
  '/invitation/:code': 'nobody is signed in yet',
  '/me/sessions': 'one’s own sessions',
  '/me/partnerships': 'one’s own partnerships',
  '/api/v1/me/partnerships': 'one’s own partnerships',
  '/who-may-do-what': 'the rules, not a record',
  '/who-may-do-what.csv': 'the rules, not a record',
  '/me/what-i-may-do': 'the rules, not a record',
  '/me/what-i-may-do.csv': 'the rules, not a record',
  '/api/v1/who-may-do-what': 'the rules, not a record',
  '/api/v1/me/what-i-may-do': 'the rules, not a record',
  '/directory': 'the way in to who is who: it counts, and names nobody',
  '/:kind/new': 'an empty form',
};

const record = ({ kind, record: { id, reference } }: Sample) => ({ category: kind.category, id, reference });
const ofRecord = (sample: Sample, part: string) => ({ type: 'RecordSeen', data: { record: record(sample), part } });
const ofList = (list: string, type = 'ListSeen') => ({ type, data: { list } });
const one = ({ kind, record: { id } }: Sample): string => `/${kind.path}/${id}`;
const each = (samples: Samples, shown: (sample: Sample) => readonly Shown[]): readonly Shown[] =>
  samples.all.flatMap(shown);

/** For every other route of the application: what is to be asked there, and what look it leaves. */
export const SHOWS: Readonly<Record<string, (samples: Samples) => readonly Shown[]>> = {
  '/': () => [{ address: '/', look: ofList('home') }],
  '/:kind.csv': (samples) =>
    each(samples, ({ kind }) =>
      kind.csv ? [{ address: `/${kind.path}.csv`, look: ofList(kind.path, 'ListTakenOut') }] : [],
    ),
  '/:kind': (samples) => each(samples, ({ kind: { path } }) => [{ address: `/${path}`, look: ofList(path) }]),
  '/:kind/:id': (samples) => each(samples, (sample) => [{ address: one(sample), look: ofRecord(sample, 'page') }]),
  '/:kind/:id/history': (samples) =>
    each(samples, (sample) => [{ address: `${one(sample)}/history`, look: ofRecord(sample, 'history') }]),
  '/:kind/:id/looks': (samples) =>
    each(samples, (sample) => [{ address: `${one(sample)}/looks`, look: ofRecord(sample, 'looks') }]),
  '/:kind/:id/looks.csv': (samples) =>
    each(samples, (sample) => [
      {
        address: `${one(sample)}/looks.csv`,
        look: { type: 'ListTakenOut', data: { list: 'looks', record: record(sample) } },
      },
    ]),
  '/:kind/:id/:act': (samples) =>
    each(samples, (sample) =>
      sample.act === undefined ? [] : [{ address: `${one(sample)}/${sample.act}`, look: ofRecord(sample, 'form') }],
    ),
  '/:kind/:id/files/:file': ({ file }) => [
    { address: `/recommendations/${file}`, look: { type: 'FileTakenOut', data: { file: file.split('/').at(-1) } } },
  ],
  '/:kind/:id/concerned/:subject': ({ subject }) => [
    { address: `/${subject}`, look: { type: 'RecordSeen', data: { part: 'form', act: 'concerned' } } },
  ],
  '/rapid-reviews/:id/preparation-sheet': ({ of }) => [
    {
      address: `${one(of('rapid-reviews'))}/preparation-sheet`,
      look: ofRecord(of('rapid-reviews'), 'preparation-sheet'),
    },
  ],
  '/retention-due': () => [{ address: '/retention-due', look: ofList('retention-due') }],
  '/api/v1/retention-due': () => [{ address: '/api/v1/retention-due', look: ofList('retention-due') }],
  '/audit-trail': () => [{ address: '/audit-trail', look: ofList('audit-trail') }],
  '/looks': () => [{ address: '/looks', look: ofList('looks') }],
  '/looks.csv': () => [{ address: '/looks.csv', look: ofList('looks', 'ListTakenOut') }],
  '/me/looks': () => [{ address: '/me/looks', person: 'police-representative', look: ofList('me/looks') }],
  '/me/looks.csv': () => [
    { address: '/me/looks.csv', person: 'police-representative', look: ofList('me/looks', 'ListTakenOut') },
  ],
  '/unusual-access': () => [{ address: '/unusual-access', look: ofList('unusual-access') }],
  '/unusual-access/:flag': ({ flag }) => [
    {
      address: `/unusual-access/${flag}`,
      look: { type: 'ListSeen', data: { list: 'unusual-access', chosen: { flag } } },
    },
  ],
  '/api/v1/:kind': (samples) =>
    each(samples, ({ kind: { path } }) => [{ address: `/api/v1/${path}`, look: ofList(path) }]),
  '/api/v1/:kind/:id': (samples) =>
    each(samples, (sample) => [{ address: `/api/v1${one(sample)}`, look: ofRecord(sample, 'page') }]),
  '/api/v1/:kind/:id/path': (samples) =>
    each(samples, (sample) =>
      sample.kind.pathOf ? [{ address: `/api/v1${one(sample)}/path`, look: ofRecord(sample, 'path') }] : [],
    ),
  '/api/v1/:kind/:id/files/:file': ({ file }) => [
    { address: `/api/v1/recommendations/${file}`, look: { type: 'FileTakenOut', data: { through: 'api' } } },
  ],
  '/api/v1/audit-trail': () => [{ address: '/api/v1/audit-trail', look: ofList('audit-trail') }],
  '/api/v1/history': (samples) =>
    each(samples, (sample) => [
      {
        address: `/api/v1/history?stream=${sample.kind.category}-${sample.record.id}`,
        look: ofRecord(sample, 'history'),
      },
    ]),
  '/api/v1/looks': () => [{ address: '/api/v1/looks', look: ofList('looks') }],
  '/api/v1/me/looks': () => [{ address: '/api/v1/me/looks', look: ofList('me/looks') }],
  '/api/v1/unusual-access': () => [{ address: '/api/v1/unusual-access', look: ofList('unusual-access') }],
};
