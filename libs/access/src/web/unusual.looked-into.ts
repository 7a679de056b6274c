import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { addDays, dateInLondon, shortSpoken } from '#app/calendar';
import { narrative } from '#app/kernel';
import {
  CLOCK,
  type Clock,
  Directory,
  type Further,
  type Ground,
  type Names,
  NotForYou,
  type Person,
  type Taken,
  allowed,
  asThemselves,
  derivedId,
  fingerprint,
  isTeam,
  partnershipTeam,
} from '#app/platform';
import { type NotedFlag, UnusualQueries } from '../read/unusual.queries';
import { TakeUnusualAccessDecision } from '../write/unusual.handler';

/** So many days are looked through, today included. */
export const DAYS = 28;

/** Who says what came of it; the scrutineer reads it. */
export const lookInto: readonly Ground[] = [partnershipTeam];

/** A flag in people's words. */
export interface ToldFlag {
  readonly id: string;
  /** ISO date. */
  readonly day: string;
  readonly person: { readonly id: string; readonly title: string };
  readonly rule: { readonly id: string; readonly name: string; readonly most: number; readonly from: string };
  readonly count: number;
  /** ISO instants of the first and the last look that count. */
  readonly from: string;
  readonly until: string;
  readonly lookedInto: boolean;
  readonly notes: readonly {
    readonly by: string;
    readonly at: string;
    readonly note: NotedFlag['notes'][number]['note'];
  }[];
}

export const tellFlag = ({ id, day, person, rule, count, from, until, notes }: NotedFlag, names: Names): ToldFlag => ({
  id,
  day,
  person: { id: person, title: names.person(person) },
  rule,
  count,
  from,
  until,
  lookedInto: notes.length > 0,
  notes: notes.map(({ actor, at, note }) => ({ by: names.person(actor), at, note })),
});

/** Finds unusual access, tells the Partnership Team of it on home, and records what somebody found. */
@Injectable()
export class UnusualAccess {
  constructor(
    private readonly queries: UnusualQueries,
    private readonly commands: CommandBus,
    private readonly directory: Directory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async latest(today: string, names: Names): Promise<readonly ToldFlag[]> {
    const flags = await this.queries.flags(addDays(today, 1 - DAYS), today);
    return flags.map((flag) => tellFlag(flag, names));
  }

  find(id: string): Promise<NotedFlag | undefined> {
    return this.queries.find(id);
  }

  /** A section of home for the Partnership Team, where something waits to be looked into. */
  async latestFor(person: Person): Promise<readonly Further[]> {
    if (!isTeam(person)) return [];
    const today = dateInLondon(this.clock.now().toISOString());
    const names = await this.directory.names();
    const open = (await this.latest(today, names)).filter(({ lookedInto }) => !lookedInto);
    if (open.length === 0) return [];
    return [
      {
        heading: 'Unusual access',
        title: 'Out of the ordinary, and not looked into yet',
        count: open.length,
        href: '/unusual-access',
        items: open.slice(0, 5).map(({ id, person: who, rule, day, count }) => ({
          text: `${who.title}: ${rule.name}`,
          href: `/unusual-access/${id}`,
          note: `${shortSpoken(day)}, ${count} in all`,
        })),
      },
    ];
  }

  /** Throws NotForYou, and RuleBroken where it is one's own. */
  lookInto(flag: NotedFlag, note: string, person: Person, key: string): Promise<Taken> {
    if (!allowed(lookInto, person, undefined)) throw new NotForYou(lookInto.map(({ label }) => label));
    const { id, day, rule } = flag;
    const data = { flag: id, person: flag.person, rule: rule.id, day, note: narrative(note) };
    const by = { actor: person.id, onBehalfOf: asThemselves(person) };
    const act = { commandId: derivedId(key, id), hash: fingerprint(data), by };
    return this.commands.execute(new TakeUnusualAccessDecision(id, { type: 'LookIntoUnusualAccess', data }, act));
  }
}
