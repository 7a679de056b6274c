import { randomUUID } from 'node:crypto';
import { type ActDefinition, type RecordRow, Registry, categoryOf, schemaOf } from '#app/platform';
import { type Schema, type Spoil, propertiesOf, spoilt } from './bad-input.bodies';
import type { Side } from './crossing.houses';
import { UNTIL } from './need-to-know.house';
import type { Json, Visitor } from './visitor';

/** How a form's field describes that it takes an id out of a list of records. */
const LISTED = /A value of the list “([^”]+)”/;

const listOf = ({ description, items }: Schema & { readonly description?: string }): string | undefined =>
  LISTED.exec(description ?? (items as { description?: string } | undefined)?.description ?? '')?.[1];

/** A body, and where it names something of the other’s. */
export interface Naming {
  readonly to: string;
  readonly by: Visitor;
  readonly body: object;
  readonly pointers: readonly string[];
}

/** What only the other has, of each thing that a form may name. */
export function onlyIn(held: Side, asked: Side) {
  const only = (path: string): string =>
    held.ids.get(path)?.find((id) => !asked.ids.get(path)?.includes(id)) ?? randomUUID();
  const partOf = (path: string): string => path.split('/').at(-1) ?? '';
  const streams = held.house.web.app
    .get(Registry)
    .kinds.map(({ path, category }) => [path, `${category}-${only(path)}`] as const);
  return {
    agency: only('agencies'),
    group: only('groups'),
    person: only('people'),
    subject: partOf(held.subject),
    file: partOf(held.file),
    record: only,
    stream: (path: string): string => new Map(streams).get(path) ?? '',
  };
}

type Only = ReturnType<typeof onlyIn>;

/** What of the other’s a list could hold, if lists did not keep them apart. */
const fittingIn: Readonly<Record<string, (only: Only) => string>> = {
  agencies: ({ agency }) => agency,
  successors: ({ agency }) => agency,
  asked: ({ agency }) => agency,
  referrers: ({ agency }) => agency,
  groups: ({ group }) => group,
  people: ({ person }) => person,
  owners: ({ agency }) => `agency:${agency}`,
  declarers: ({ agency }) => `agency:${agency}`,
  concernedPeople: ({ subject }) => subject,
  concerned: ({ subject }) => subject,
  requestPeople: ({ subject }) => subject,
  requestFiles: ({ file }) => file,
  keptRecords: ({ stream }) => stream('referrals'),
  dueRecords: ({ stream }) => stream('referrals'),
  others: ({ record }) => record('referrals'),
  referrals: ({ record }) => record('referrals'),
  rapidReviews: ({ record }) => record('rapid-reviews'),
  audits: ({ record }) => record('audits'),
  finished: ({ record }) => record('audits'),
};

/** Every field of every form that takes an id out of a list, with the other’s there, on a record of one’s own. */
export function choicesIn(asked: Side, held: Side): readonly Naming[] {
  const only = onlyIn(held, asked);
  const { team, scrutineer } = asked;
  return asked.house.web.app.get(Registry).kinds.flatMap(({ path, opening, acts }) => {
    const all: readonly (readonly [string, ActDefinition<RecordRow>])[] = [
      ...(opening ? [[`/api/v1/${path}`, opening] as const] : []),
      ...acts.map((act) => [`/api/v1/${path}/${asked.own(path)}/${act.name}`, act] as const),
    ];
    return all.flatMap(([to, act]) => {
      const by = act.may.some(({ roles }) => roles.includes('partnership-team')) ? team : scrutineer;
      return choicesOf(schemaOf(act.form), only).map((choice) => ({ ...choice, to, by }));
    });
  });
}

type Conditional = Schema & {
  readonly allOf?: readonly {
    readonly if: { readonly properties: Readonly<Record<string, { readonly enum: readonly unknown[] }>> };
    readonly else: { readonly properties: Json };
  }[];
};

function choicesOf(schema: Conditional, only: Only): readonly Pick<Naming, 'body' | 'pointers'>[] {
  const good = spoilt(schema, () => undefined).body as object;
  return propertiesOf(schema).flatMap(([name, property]) => {
    const spoil: Spoil = (part) => {
      const list = listOf(part);
      if (list === undefined) return undefined;
      const named = fittingIn[list]?.(only) ?? only.record('referrals');
      return part.type === 'array' ? [named] : named;
    };
    const { body, leaves } = spoilt({ type: 'object', properties: { [name]: property } }, spoil);
    if (leaves.length === 0) return [];
    const asking = (schema.allOf ?? [])
      .filter((each) => name in each.else.properties)
      .flatMap((each) => Object.entries(each.if.properties).map(([field, among]) => [field, among.enum[0]] as const));
    const pointers = leaves.map(({ pointer }) => pointer);
    return [{ body: { ...good, ...Object.fromEntries(asking), ...(body as object) }, pointers }];
  });
}

/** Where an id or a reference may be typed, or goes along unseen: the body is good but for that. */
export async function typedIn(asked: Side, held: Side): Promise<readonly Naming[]> {
  const only = onlyIn(held, asked);
  const by = asked.team;
  const referral = held.own('referrals');
  const reference = String((await held.walk.see('partnership-team', `referrals/${referral}`))['reference']);
  const making = {
    recommendations: [{ words: 'Send the protocol out again.', owner: 'agency:constabulary' }],
    scope: 'multi-agency',
    themes: 'Neglect',
    monitor: 'learning-inquiry-group',
    executiveApproval: false,
    stage: 'proposed',
    sourceKind: 'referral',
  };
  const restricting = { named: ['partnership-team', 'learning-inquiry-chair'], until: UNTIL, reason: 'For this test.' };
  const isShared = asked.words.includes(reference);
  return [
    { to: 'recommendations', body: { ...making, sourceId: only.record('referrals') }, pointers: ['/sourceReference'] },
    ...(isShared
      ? []
      : [
          { to: 'recommendations', body: { ...making, sourceReference: reference }, pointers: ['/sourceReference'] },
          { to: 'restrictions', body: { ...restricting, record: reference }, pointers: ['/record'] },
        ]),
  ].map((each) => ({ ...each, to: `/api/v1/${each.to}`, by }));
}

/** Every act on a record of the other’s that none here has the id of, with a body of the right shape. */
export const sendingsTo = (asked: Side, held: Side) =>
  asked.house.web.app
    .get(Registry)
    .kinds.flatMap(({ path, acts }) =>
      (held.ids.get(path) ?? [])
        .filter((id) => !asked.ids.get(path)?.includes(id))
        .flatMap((id) =>
          acts.map(({ name, form }) => ({ path, id, act: name, body: spoilt(schemaOf(form), () => undefined).body })),
        ),
    );

/** What was written since then, but for who looked, as the names of streams in the log. */
export async function writtenSince({ house }: Side, position: bigint): Promise<readonly string[]> {
  const events = await house.log.readAll(position, 100_000);
  return events.map(({ stream }) => stream).filter((stream) => categoryOf(stream) !== 'access');
}
