import { type RecordKind, type RecordRow, Registry, asking, minuteOf } from '#app/platform';
import type { Sample, Samples } from './access.routes';
import { programmed } from './audit.bodies';
import { TODAY } from './house';
import { type Inviting, TEAM } from './people.house';
import { appearMet, referred } from './rapid-review.bodies';
import type { Json } from './visitor';

export { TEAM };
/** Chairs both groups, and is named on all that is restricted here. */
export const CHAIR = 'learning-inquiry-chair';
export const SCRUTINEER = 'scrutineer';
export const REASON = 'Somebody in one of the groups is related to the family.';
export const UNTIL = '2027-02-26';
export const NO_SUCH = '00000000-0000-4000-8000-00000000dead';

/** Words that stand nowhere else in the house: wherever one of them is found, the record has shown through. */
const WORDS = {
  referral: 'Zephyrine lanterns',
  account: 'Quaggamire stairs',
  learning: 'Brontide mornings',
  audit: 'Velutine ladders',
  recommendation: 'Susurrant kettles',
  theme: 'Oscitant gardens',
  file: 'cryptozoa.txt',
  person: 'Child A of the lanterns',
} as const;

const meeting = (group: string) => ({ group, date: TODAY, label: 'A meeting of the group' });

/** Records of every kind that only a few people are to know of. */
export class Planted {
  readonly samples: Samples;

  private constructor(
    readonly all: readonly Sample[],
    file: string,
    subject: string,
  ) {
    const of = (path: string): Sample => {
      const sample = all.find(({ kind }) => kind.path === path);
      if (!sample) throw new Error(path);
      return sample;
    };
    this.samples = { all, of, file, subject, flag: `${TODAY}-many-restricted-${CHAIR}` };
  }

  static async in(walk: Inviting): Promise<Planted> {
    const referral = await walk.open(TEAM, 'referrals', {
      ...referred,
      headline: WORDS.referral,
      whatHappened: WORDS.account,
    });
    await walk.act(TEAM, `referrals/${referral}/people-concerned`, {
      people: [{ kind: 'practitioner', name: WORDS.person }],
    });
    await walk.act(TEAM, `referrals/${referral}/decision`, appearMet);
    const review = await called(walk, 'rapid-reviews', WORDS.referral);
    const learning = await walk.open(TEAM, 'learning-events', {
      title: WORDS.learning,
      answers: 'other',
      noReferral: 'Three agencies saw the same pattern.',
      criteria: 'none-met',
      basis: 'No child was seriously harmed.',
      learningNeeded: true,
      why: 'Agencies did not know of each other.',
      agreement: 'stated',
      meeting: { date: '2026-09-03', label: 'A meeting of the group' },
    });
    const audit = await walk.open(TEAM, 'audits', { ...programmed, title: WORDS.audit });
    const reference = (await walk.see(TEAM, `referrals/${referral}`))['reference'];
    const recommendation = await walk.open(TEAM, 'recommendations', {
      recommendations: ['', ' again'].map((more) => ({
        words: `${WORDS.recommendation}${more}`,
        owner: 'agency:constabulary',
      })),
      scope: 'multi-agency',
      themes: WORDS.theme,
      monitor: 'learning-inquiry-group',
      executiveApproval: false,
      stage: 'agreed',
      meeting: meeting('learning-inquiry-group'),
      sourceKind: 'referral',
      sourceReference: reference,
    });
    const file = await evidence(walk, recommendation);
    const concerned = (await walk.see(TEAM, `referrals/${referral}`))['concerned'] as readonly { subject: string }[];
    const { kinds } = walk.house.web.app.get(Registry);
    const ids = {
      referrals: referral,
      'rapid-reviews': review,
      'learning-events': learning,
      audits: audit,
      recommendations: recommendation,
    };
    const all = await Promise.all(
      Object.entries(ids).map(async ([path, id]) => {
        const kind = kinds.find((one) => one.path === path);
        if (!kind) throw new Error(path);
        return { kind, record: await found(walk, kind, id), act: actOf[path] };
      }),
    );
    return new Planted(
      all,
      `${recommendation}/files/${file}`,
      `referrals/${referral}/concerned/${concerned[0]?.subject ?? ''}`,
    );
  }

  /** What tells of one of them. */
  get traces(): readonly string[] {
    const { file, subject } = this.samples;
    return [
      ...Object.values(WORDS),
      ...this.all.flatMap(({ record }) => [record.id, record.reference]),
      file.split('/').at(-1) ?? '',
      subject.split('/').at(-1) ?? '',
    ];
  }

  /** The one of each kind that nobody who is not named may find. */
  record(path: string): RecordRow {
    return this.samples.of(path).record;
  }

  in(text: string): readonly string[] {
    return this.traces.filter((trace) => text.includes(trace));
  }
}

/** An act of each kind whose form the Partnership Team may open. */
const actOf: Readonly<Record<string, string>> = {
  referrals: 'people-concerned',
  'rapid-reviews': 'information-request',
  'learning-events': 'terms',
  audits: 'scope',
  recommendations: 'progress',
};

async function called(walk: Inviting, path: string, words: string): Promise<string> {
  const { items } = (await walk.see(CHAIR, `${path}?words=${encodeURIComponent(words)}`)) as { items: readonly Json[] };
  const id = items[0]?.['id'];
  if (typeof id !== 'string') throw new Error(`No ${path} is called ${words}`);
  return id;
}

/** The id of a file that is sent as evidence. */
async function evidence(walk: Inviting, recommendation: string): Promise<string> {
  const [line] = (await walk.see(TEAM, `recommendations/${recommendation}`))['lines'] as readonly Json[];
  const files = [{ name: WORDS.file, content: Buffer.from('Dip sample of 20').toString('base64') }];
  await walk.act(TEAM, `recommendations/${recommendation}/progress`, {
    lineId: line?.['id'],
    text: 'Begun.',
    on: TODAY,
    files,
  });
  const id = /\/files\/([\w-]+)/.exec(await walk.text(TEAM, `recommendations/${recommendation}`))?.[1];
  if (id === undefined) throw new Error('No file was taken');
  return id;
}

/** As the house holds it for somebody who may see it. */
async function found({ house }: Inviting, kind: RecordKind, id: string): Promise<RecordRow> {
  const now = minuteOf(house.clock.now());
  const record = await asking.as({ person: CHAIR, now }, () => kind.find(id));
  if (!record) throw new Error(`${kind.path} has no ${id}`);
  return record;
}

/** The chair restricts a record to themselves and these; answers the id of the restriction. */
export const restrict = (
  walk: Inviting,
  { reference }: Pick<RecordRow, 'reference'>,
  named: readonly string[],
  until = UNTIL,
): Promise<string> =>
  walk.open(CHAIR, 'restrictions', { record: reference, named: [CHAIR, ...named], until, reason: REASON });

/** An answer without what differs from one request to the next: ids, keys and what was asked for. */
export const alike = (text: string, asked: string): string =>
  text
    .replaceAll(asked, '')
    .replaceAll(/nonce="[^"]*"|value="[^"]*"|"correlationId":"[^"]*"|urn:uuid:[\w-]+/g, '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
