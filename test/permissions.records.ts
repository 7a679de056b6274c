import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type House, TODAY } from './house';
import { type Visitor, jsonOf } from './visitor';

const meeting = (group: string) => ({ group, date: TODAY, label: 'A meeting for this test' });
const asked = { agency: 'constabulary', question: 'What was known?', askedOn: TODAY, dueOn: '2026-12-01' };
const owners = ['agency:constabulary', 'agency:primary-care', 'group:learning-inquiry-group'];

/** What the demonstration year lacks: the police asked by each kind of record, lines of several owners, one that was escalated to a further group, and one that the Executive Group follows. */
export async function addRecordsOfThePolice(house: House, team: Visitor): Promise<void> {
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await team.post(`/api/v1/${path}`, body);
    if (answer.status > 201) throw new Error(`${path}: ${answer.text}`);
    await house.engine.catchUp();
    return jsonOf(answer)['id'] as string;
  };
  const running = jsonOf(await team.get('/api/v1/rapid-reviews?status=information-asked'));
  const [review] = running['items'] as { id: string }[];
  await made(`rapid-reviews/${review?.id ?? ''}/information-request`, asked);

  const referral = await made('referrals', {
    headline: 'For this test',
    from: 'primary-care',
    role: 'Practice nurse',
    receivedOn: TODAY,
    numberOfChildren: 1,
    harm: 'suspected',
    whatHappened: 'Appointments were missed.',
    why: 'Agencies may learn from it.',
    agencies: ['constabulary', 'primary-care', 'childrens-social-care'],
  });
  await made(`referrals/${referral}/information-request`, asked);

  const audit = await made('audits', {
    title: 'For this test',
    theme: 'Neglect',
    type: 'multi-agency',
    entered: 'stated',
    meeting: meeting('performance-and-quality-assurance-group'),
    quarter: 'Q4 2026-27',
    why: 'To learn how it goes.',
  });
  const reference = jsonOf(await team.get(`/api/v1/audits/${audit}`))['reference'];
  const named = demonstrationPeople.map(({ id }) => id);
  const reason = 'Everybody is named, for this test.';
  await made('restrictions', { record: reference, named, until: '2027-01-29', reason });
  const scope = {
    question: 'How well does it go?',
    agencies: ['constabulary', 'primary-care'],
    method: 'Records read',
  };
  await made(`audits/${audit}/scope`, { ...scope, on: TODAY });
  await made(`audits/${audit}/return-request`, { agencies: ['constabulary'], on: TODAY });

  const recommendation = await made('recommendations', {
    recommendations: [{ words: 'Two owners do this for the test.', owner: owners[0] }],
    scope: 'multi-agency',
    themes: 'Neglect',
    monitor: 'learning-inquiry-group',
    executiveApproval: false,
    stage: 'agreed',
    meeting: meeting('learning-inquiry-group'),
    sourceKind: 'audit',
    sourceTitle: 'A test',
  });
  await made(`recommendations/${recommendation}/lines`, {
    lines: owners.slice(1).map((owner) => ({ owner })),
    meeting: meeting('learning-inquiry-group'),
  });
  const escalation = { to: 'performance-and-quality-assurance-group', reason: 'For this test.' };
  await made(`recommendations/${recommendation}/escalation`, escalation);

  const followed = await made('recommendations', {
    recommendations: [{ words: 'The group that approves follows this one itself.', owner: 'agency:primary-care' }],
    scope: 'multi-agency',
    themes: 'Neglect',
    monitor: 'executive-group',
    executiveApproval: false,
    stage: 'agreed',
    meeting: meeting('executive-group'),
    sourceKind: 'audit',
    sourceTitle: 'A test',
  });
  await made(`recommendations/${followed}/lines`, {
    lines: [{ owner: 'group:executive-group' }],
    meeting: meeting('executive-group'),
  });
}
