import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { narrative } from '#app/kernel';
import {
  type FilterField,
  LOOKS,
  type Look,
  LookNotRecorded,
  Looks,
  Observations,
  type Person,
  asThemselves,
  findIdentifying,
  isRepresentative,
  personOf,
} from '#app/platform';
import type { LookEvent, Sought, Way } from '../domain/access.events';

type Asking = Parameters<Looks['record']>[0];

/**
 * Looks as events of the log. Each person has a stream for each day and nothing is expected of it, so that looks never wait
 * for one another: the log sends those that come together in one go.
 */
@Injectable()
export class LooksInLog extends Looks {
  constructor(private readonly observations: Observations) {
    super();
  }

  async record(req: Asking, look: Look): Promise<void> {
    const person = personOf(req);
    try {
      await this.observations.add({
        category: LOOKS,
        id: (today) => `looks-${today}-${person.id}`,
        event: eventOf(look, wayOf(req), person),
        by: { actor: person.id, onBehalfOf: asThemselves(person) },
        correlationId: typeof req.id === 'string' ? req.id : randomUUID(),
      });
    } catch (error) {
      throw new LookNotRecorded(error);
    }
  }
}

/** An IPv4 address in the clothes of IPv6 is the same address. */
const wayOf = (req: Asking): Way => ({
  through: req.path.startsWith('/api/') ? 'api' : 'page',
  address: (req.ip ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
});

function eventOf(look: Look, way: Way, person: Person): LookEvent {
  switch (look.of) {
    case 'record': {
      const { record, part, act, seen } = look;
      const names = isRepresentative(person) && seen ? { namesTheirAgency: isNamedIn(seen, placesOf(person)) } : {};
      return { type: 'RecordSeen', data: { ...way, record, part, ...(act !== undefined && { act }), ...names } };
    }
    case 'list':
      return { type: 'ListSeen', data: { ...way, ...soughtOf(look) } };
    case 'spreadsheet':
      return { type: 'ListTakenOut', data: { ...way, ...soughtOf(look) } };
    case 'file':
      return { type: 'FileTakenOut', data: { ...way, record: look.record, file: look.file } };
    case 'sealed': {
      const { record, subject, fields, reason } = look;
      return { type: 'SealedFieldOpened', data: { ...way, ...(record && { record }), subject, fields, reason } };
    }
    case 'refused': {
      const { record, subject, why } = look;
      return { type: 'SealedFieldRefused', data: { ...way, record, ...(subject !== undefined && { subject }), why } };
    }
  }
}

const placesOf = ({ agency, groups }: Person): ReadonlySet<unknown> =>
  new Set([...(agency === undefined ? [] : [agency]), ...groups]);

/** Whether one of these ids stands anywhere in what is shown. */
function isNamedIn(value: unknown, ids: ReadonlySet<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return ids.has(value);
  return Object.values(value).some((held) => isNamedIn(held, ids));
}

/** No database keeps every character: what cannot be kept is shown as "�". */
const UNKEEPABLE = /[\p{Cc}\p{Cs}]/gu;

/** What was chosen from what the list offers, and every word beside it as it was typed, also where no filter is called so. */
function soughtOf({ list, query, fields, record }: Extract<Look, { of: 'list' | 'spreadsheet' }>): Sought {
  const given = Object.entries(query).map(
    ([name, value]) => [kept(name), [value ?? []].flat().map(kept).join(' | ')] as const,
  );
  const chosen = given.filter(([name, value]) => isChosen(name, value, fields));
  const typed = given.filter(([name, value]) => !isChosen(name, value, fields));
  return {
    list,
    ...(record && { record }),
    chosen: Object.fromEntries(chosen),
    typed: Object.fromEntries(typed.map(([name, words]) => [name, narrative(withoutIdentity(words))])),
  };
}

/** One of the values that the list itself offers, or a number: a page's. */
const isChosen = (name: string, value: string, fields: readonly FilterField[]): boolean =>
  /^\d{0,9}$/.test(value) ||
  fields.some(
    (field) =>
      field.name === name &&
      (field.kind === 'tick' ? value === 'yes' : field.options?.some((option) => option.value === value) === true),
  );

/**
 * What was typed, without what looks like somebody's name, date of birth, postcode or NHS number: a look is never erased, and
 * who looked for somebody by name must not be the reason that the name stays for ever. That something was typed there is told.
 */
function withoutIdentity(words: string): string {
  let rest = words;
  for (const { kind, from, to } of findIdentifying(words).toReversed())
    rest = `${rest.slice(0, from)}[${kind} left out]${rest.slice(to)}`;
  return rest;
}

const kept = (text: string): string => text.replace(UNKEEPABLE, '\uFFFD');
