import { neighbourYear } from '../neighbour';
import {
  type Act,
  type Day,
  type Demonstration,
  type Happening,
  type OnBehalfOf,
  type Source,
  demonstrationYear,
} from './index';

const ids = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));
type Kind = Source['kind'] | 'agency' | 'group' | 'meeting' | 'person' | 'recommendation';

/** Where a reference of each name leads. A name that is no reference is left out. */
const leadsTo: Readonly<Record<string, readonly Kind[]>> = {
  agency: ['agency'],
  agencies: ['agency'],
  agenciesInvolved: ['agency'],
  partOf: ['agency'],
  group: ['group'],
  monitor: ['group'],
  reportsTo: ['group'],
  to: ['group', 'agency'],
  meeting: ['meeting'],
  post: ['person'],
  referral: ['referral'],
  of: ['referral'],
  learningEvent: ['learning-event'],
  rapidReview: ['rapid-review'],
  audit: ['audit'],
  successor: ['recommendation'],
};

const both: readonly (readonly [string, Demonstration])[] = [
  ['the demonstration year', demonstrationYear],
  ['the partnership next door', neighbourYear],
];

describe.each(both)('of %s', (_name, year) => {
  const known: Readonly<Record<Kind, ReadonlySet<string>>> = {
    agency: ids(year.agencies),
    group: ids(year.groups),
    meeting: ids(year.meetings),
    referral: ids(year.referrals),
    'learning-event': ids(year.learningEvents),
    audit: ids(year.audits),
    'rapid-review': ids(year.rapidReviews),
    person: ids(year.people),
    recommendation: ids(year.recommendations),
  };
  const astray = (value: unknown, path: string): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      const here = `${path}.${name}`;
      const targets = [inner].flat().filter((target): target is string => typeof target === 'string');
      const kinds = leadsTo[name];
      const lost =
        kinds === undefined || path === 'year'
          ? []
          : targets.filter((id) => !kinds.some((kind) => known[kind].has(id)));
      return [...lost.map((id) => `${here}: ${id}`), ...astray(inner, here)];
    });
  };

  const everyAct: readonly Act[] = [
    ...year.referrals.flatMap(({ acts }): readonly Act[] => acts),
    ...year.rapidReviews.flatMap(({ acts }): readonly Act[] => acts),
    ...year.learningEvents.flatMap(({ steps }): readonly Act[] => steps),
    ...year.audits.flatMap(({ steps }): readonly Act[] => steps),
    ...year.recommendations.flatMap(({ happenings }): readonly Act[] => happenings),
  ];

  describe('references', () => {
    it('all lead somewhere', () => {
      expect(astray(year, 'year')).toEqual([]);
    });

    it('name each record once', () => {
      for (const list of [year.agencies, year.groups, year.meetings, year.people, year.recommendations])
        expect(ids(list).size).toBe(list.length);
      const sources = [...year.referrals, ...year.learningEvents, ...year.audits, ...year.rapidReviews];
      expect(ids(sources).size).toBe(sources.length);
    });

    it('lead from a recommendation to its source and its owners', () => {
      for (const { id, source, lines } of year.recommendations) {
        expect([id, known[source.kind].has(source.id)]).toEqual([id, true]);
        for (const { owner } of lines)
          if (owner.kind === 'agency' || owner.kind === 'group')
            expect([owner.id, known[owner.kind].has(owner.id)]).toEqual([owner.id, true]);
      }
    });

    it('lead from a happening to a line of the same recommendation', () => {
      for (const { id, lines, happenings } of year.recommendations)
        for (const happening of happenings)
          if ('line' in happening)
            expect([id, lines.map(({ key }) => key)]).toEqual([id, expect.arrayContaining([happening.line])]);
    });

    it('name as author only somebody who signs in', () => {
      const signingIn = year.people.map(({ signsIn }) => signsIn).filter((id) => id !== null);
      expect(signingIn).toEqual(year.signIn.map(({ id }) => id));
      expect(everyAct.filter(({ by }) => !signingIn.includes(by))).toEqual([]);
    });
  });

  describe('an act for a group', () => {
    const forGroups = everyAct.filter(({ onBehalfOf }) => onBehalfOf.group !== undefined);

    it('names its meeting, or says why it was taken between meetings', () => {
      const told = ({ group, meeting, betweenMeetings }: OnBehalfOf) =>
        group === 'partnership-team' || (meeting === undefined) !== (betweenMeetings === undefined);
      expect(forGroups.filter(({ onBehalfOf }) => !told(onBehalfOf))).toEqual([]);
    });

    it('is taken on the day of its meeting, by the group that met', () => {
      for (const { on, onBehalfOf } of forGroups) {
        const meeting = year.meetings.find(({ id }) => id === onBehalfOf.meeting);
        if (meeting !== undefined) expect([meeting.on, meeting.group]).toEqual([on, onBehalfOf.group]);
      }
    });
  });

  describe('an agency', () => {
    const begins = new Map(year.agencies.map(({ id, names }) => [id, names[0]?.from ?? '0000']));
    const ends = new Map(year.agencies.map(({ id, names }) => [id, names.at(-1)?.until ?? '9999']));
    const iso = (day: Day): string => (typeof day === 'string' ? day : '2026-11-23');

    it('acts only while it exists', () => {
      const outside = everyAct.filter(({ on, onBehalfOf: { agency } }) =>
        agency === undefined ? false : iso(on) < (begins.get(agency) ?? '') || iso(on) > (ends.get(agency) ?? ''),
      );
      expect(outside).toEqual([]);
    });

    it('is given a line only while it exists', () => {
      for (const { id, lines, happenings } of year.recommendations) {
        const assigned = happenings.find(({ kind }) => kind === 'assigned');
        for (const { owner } of lines)
          if (assigned !== undefined && owner.kind === 'agency')
            expect([id, iso(assigned.on) >= (begins.get(owner.id) ?? '')]).toEqual([id, true]);
      }
    });

    it('is followed by its successor on the day after its last name ended', () => {
      for (const { successor } of year.agencies)
        if (successor !== undefined) expect(begins.get(successor.agency)).toBe(successor.on);
    });
  });

  describe('a line', () => {
    const of = (happenings: readonly Happening[], line: string) =>
      happenings.filter((one) => 'line' in one && one.line === line);
    const lines = year.recommendations.flatMap(({ id, happenings, lines: all }) =>
      all.map(({ key, owner }) => ({ of: `${id} ${key}`, owner, history: of(happenings, key) })),
    );

    it('is complete on accepted assurance only after somebody else accepted it', () => {
      for (const { of: name, history } of lines)
        for (const [place, one] of history.entries()) {
          if (one.kind !== 'assurance-accepted' && one.kind !== 'assurance-returned') continue;
          const provided = history.slice(0, place).findLast(({ kind }) => kind === 'assurance-provided');
          expect([name, provided?.kind]).toEqual([name, 'assurance-provided']);
          expect([name, one.by]).not.toEqual([name, provided?.by]);
          expect([name, one.onBehalfOf.agency]).not.toEqual([name, provided?.onBehalfOf.agency]);
        }
    });

    it('is completed once, on evidence, and by another agency than its own', () => {
      for (const { of: name, owner, history } of lines) {
        const completed = history.filter((one) => one.kind === 'completed');
        expect([name, completed.length <= 1]).toEqual([name, true]);
        for (const one of completed) {
          expect([name, one.evidence.length]).not.toEqual([name, 0]);
          if (owner.kind === 'agency') expect([name, one.onBehalfOf.agency]).not.toEqual([name, owner.id]);
          if (owner.kind === 'group') expect([name, one.onBehalfOf.group]).not.toEqual([name, owner.id]);
          if (one.basis === 'assurance-accepted')
            expect([name, history.some(({ kind }) => kind === 'assurance-accepted')]).toEqual([name, true]);
        }
      }
    });

    it('rests once it is closed, unless it is opened again', () => {
      const closing = new Set(['completed', 'not-applicable', 'line-withdrawn']);
      for (const { of: name, history } of lines) {
        const closed = history.findIndex(({ kind }) => closing.has(kind));
        if (closed >= 0 && closed + 1 < history.length)
          expect([name, history[closed + 1]?.kind]).toEqual([name, 'reopened']);
      }
    });

    it('sees nothing more once its recommendation has ended', () => {
      const ending = new Set(['not-accepted', 'withdrawn', 'superseded', 'entered-in-error']);
      for (const { id, happenings } of year.recommendations) {
        const ended = happenings.findIndex(({ kind }) => ending.has(kind));
        if (ended >= 0) expect([id, ended]).toEqual([id, happenings.length - 1]);
      }
    });
  });
});
