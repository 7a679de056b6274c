import { randomUUID } from 'node:crypto';
import { ListedPeople, type Person, Registry, fingerprint } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { dispatchOf } from '../apps/web/src/house';
import { asksFor } from './erasure.house';
import { type House, TODAY } from './house';
import { CHAIR, Planted, TEAM, restrict } from './need-to-know.house';
import { Inviting } from './people.house';
import { letIn } from './provider';
import { type TwoHouses, openTwoHouses } from './two-houses';
import { type Json, type Visitor, visit } from './visitor';

/** Those who see most, each in their way. */
const ASKERS = ['partnership-team', 'scrutineer', 'council-partner', CHAIR, 'police-representative'];

/** The kinds whose titles stand nowhere else: pages say what classes of record and roles are called anyway. */
const TITLED = ['referrals', 'rapid-reviews', 'learning-events', 'audits', 'recommendations'];

/** Stands in every name that the second partnership gives, and nowhere in the first. */
export const MERROWDOWN = 'Merrowdown';

/** What only the second has: an agency, a group, and somebody who signs in. */
const ONLY_THEIRS = { agency: 'merrowdown-harbour', group: 'merrowdown-group', person: 'merrowdown-clerk' };

const clerk: Person = {
  id: ONLY_THEIRS.person,
  title: `${MERROWDOWN} clerk`,
  role: 'partnership-team',
  groups: [],
  does: 'Keep the papers.',
};

const GROUPS = [
  'executive-group',
  'learning-inquiry-group',
  'performance-and-quality-assurance-group',
  'partnership-team',
  ONLY_THEIRS.group,
];
const AGENCIES = new Set([
  ...demonstrationPeople.flatMap(({ agency }) => agency ?? []),
  'primary-care',
  ONLY_THEIRS.agency,
]);

/** One of the two, with who asks there and what it has: what the other must never come to know. */
export class Side {
  private constructor(
    readonly house: House,
    readonly partnership: string,
    readonly walk: Inviting,
    readonly visitors: readonly Visitor[],
    /** By path of the kind. */
    readonly ids: ReadonlyMap<string, readonly string[]>,
    /** Ids, references and titles of its records, by path of the kind; and other words. */
    readonly called: ReadonlyMap<string, readonly string[]>,
    /** `recommendations/<id>/files/<file>` */
    readonly file: string,
    /** `referrals/<id>/concerned/<subject>` */
    readonly subject: string,
  ) {}

  static async of(house: House, partnership: string, planted: Planted, more: readonly string[]): Promise<Side> {
    const walk = new Inviting(house);
    const visitors = await Promise.all(ASKERS.map((person) => visit(house, person)));
    const ids = new Map<string, readonly string[]>();
    const called = new Map<string, readonly string[]>([['', [...planted.traces, ...more]]]);
    for (const { path } of house.web.app.get(Registry).kinds) {
      const items = (await walk.see(TEAM, `${path}?pageSize=200`))['items'] as readonly Json[];
      ids.set(
        path,
        items.map(({ id }) => String(id)),
      );
      const told = items.flatMap(({ id, reference, title }) => [
        id,
        reference,
        ...(TITLED.includes(path) ? [title] : []),
      ]);
      called.set(path, told.map(String));
    }
    const { file, subject } = planted.samples;
    return new Side(house, partnership, walk, visitors, ids, called, `recommendations/${file}`, subject);
  }

  /** The one who sees most and one of the others, by turns. */
  inTurn(n: number): Visitor {
    return n % 2 === 0 ? this.team : this.at(1 + (((n - 1) / 2) % (this.visitors.length - 1)));
  }

  get team(): Visitor {
    return this.at(0);
  }

  get scrutineer(): Visitor {
    return this.at(1);
  }

  private at(n: number): Visitor {
    const visitor = this.visitors[n];
    if (!visitor) throw new Error('Nobody asks');
    return visitor;
  }

  first(path: string): string {
    return this.ids.get(path)?.[0] ?? '';
  }

  /** The record that was planted, where there is one of the kind. */
  own(path: string): string {
    return { referrals: idIn(this.subject), recommendations: idIn(this.file) }[path] ?? this.first(path);
  }

  get words(): readonly string[] {
    return [...new Set([...this.called.values()].flat())];
  }

  /** Its words that are none of another’s: long enough to be met by chance nowhere. */
  unknownTo({ words }: Side, path?: string): readonly string[] {
    const theirs = words.join('\n');
    const own = path === undefined ? this.words : [...new Set(this.called.get(path))];
    return own.filter((word) => word.length > 7 && !theirs.includes(word));
  }
}

const idIn = (path: string): string => path.split('/')[1] ?? '';

export interface TwoSides extends TwoHouses {
  readonly ours: Side;
  readonly theirs: Side;
}

/** Two partnerships on one log whose groups, agencies and roles have the same ids, each with records of every kind. */
export async function openTwoSides(): Promise<TwoSides> {
  const two = await openTwoHouses({
    both: { limits: null },
    second: { people: new ListedPeople([...demonstrationPeople, clerk]) },
    begin: settle,
  });
  const [ours, theirs] = await Promise.all([
    sideOf(two.here, 'isle-of-wight', 'Quenelle'),
    sideOf(two.there, 'downs-and-harbour', MERROWDOWN),
  ]);
  return { ...two, ours, theirs };
}

/** A directory under the ids that the first has too, in words of its own. */
async function settle(there: House): Promise<void> {
  await letIn(there.web);
  const dispatch = dispatchOf([there.web.app]);
  const by = { actor: 'system', onBehalfOf: { role: 'system' } };
  const send = (category: string, id: string, type: string, data: object): Promise<unknown> => {
    const command = { type, data };
    return dispatch({ category, id, command }, { commandId: randomUUID(), hash: fingerprint(command), by });
  };
  const name = (id: string): string => (id.startsWith('merrowdown') ? id : `${MERROWDOWN} ${id.replaceAll('-', ' ')}`);
  for (const id of AGENCIES) await send('agency', id, 'AddAgency', { name: name(id), kind: 'relevant-agency' });
  for (const id of GROUPS) await send('group', id, 'AddGroup', { name: name(id), purpose: `${MERROWDOWN} purposes` });
  for (const { id, title } of demonstrationPeople)
    await send('post', id, 'AddPost', { title: `${MERROWDOWN} ${title}`, since: '2026-01-05' });
  await there.engine.catchUp();
}

/** Records of every kind: planted ones, of which an audit is restricted, somebody's request, and a hold. */
async function sideOf(house: House, partnership: string, mark: string): Promise<Side> {
  const walk = new Inviting(house);
  const planted = await Planted.in(walk);
  await restrict(walk, planted.record('audits'), [TEAM]);
  const person = planted.samples.subject.split('/').at(-1) ?? '';
  const said = `${mark}: everything about me is to be erased.`;
  await walk.open(TEAM, 'data-requests', { ...asksFor(person), said });
  const authority = `${mark} coroner`;
  await walk.open(TEAM, 'holds', { kind: 'coroner', authority, over: 'person', person, from: TODAY, reason: 'Asked.' });
  return Side.of(house, partnership, planted, [mark]);
}
