import { FOUND, GROUPS, OURS, THEIRS, at, findings, programmed, scope } from './audit.bodies';
import { forAll } from './for-all';
import { openHouse } from './house';
import { Walk } from './walk';

describe('an audit', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let id: string;
  let address: string;

  beforeAll(async () => {
    id = await walk.open('quality-assurance-member', 'audits', programmed);
    address = `audits/${id}`;
  });

  const team = (act: string, body: object, status = 200) =>
    walk.act('partnership-team', `${address}/${act}`, body, status);
  const everything = (person: string) => walk.everything(person, 'audits', 'audit', id);
  const finds = (query: string) => walk.finds('scrutineer', `audits?${query}`, id);

  it('is put in the programme by its group or for it, with a quarter that there is', async () => {
    for (const person of ['learning-inquiry-member', 'police-representative', 'scrutineer', 'executive-member'])
      await walk.act(person, 'audits', programmed, 403);
    await walk.act('partnership-team', 'audits', { ...programmed, quarter: 'Q9 2026-27' }, 400);
    const { why: _why, ...noReason } = programmed;
    expect(await walk.act('partnership-team', 'audits', noReason, 400)).toMatchObject({
      errors: [{ pointer: '/why', detail: 'Enter why this was chosen' }],
    });
    expect(await walk.page('partnership-team', '/audits/new')).not.toContain('Why was this chosen? (optional)');
    const { quarter: _quarter, ...noQuarter } = programmed;
    await walk.act('partnership-team', 'audits', noQuarter, 400);
    const past = await walk.act('partnership-team', 'audits', { ...programmed, quarter: 'Q4 2025-26' }, 409);
    expect(past).toMatchObject({ type: 'urn:rule:quarter-over' });
    expect(await walk.page('partnership-team', '/audits/new')).not.toContain('Q3 2016-17');
    const elsewhere = { ...programmed, meeting: { ...programmed.meeting, group: 'learning-inquiry-group' } };
    expect(JSON.stringify(await walk.act('partnership-team', 'audits', elsewhere, 400))).toContain(
      'The group that met is the Performance and Quality Assurance Group here',
    );
    expect(await walk.page('partnership-team', '/audits/new')).not.toContain('Group that met');
  });

  it('is late when its quarter has passed and the panel has not met', async () => {
    expect(await walk.see('scrutineer', address)).toMatchObject({ due: '2026-09-30', doneOn: null, year: '2026-27' });
    expect(await finds('late=yes&quarter=Q2 2026-27&theme=Handovers')).toBe(true);
    expect(await walk.page('partnership-team', `/${address}`)).toContain('late by 37 working days');
  });

  it('is not there under another id, nor by a filter that there is not', async () => {
    await walk.text('scrutineer', 'audits/nobody-knows-it', 404);
    await walk.page('scrutineer', '/audits/nobody-knows-it', 404);
    await walk.text('scrutineer', 'audits?colour=red', 400);
    await walk.text('scrutineer', 'audits?late=perhaps', 400);
  });

  it('asks the agencies of its scope for returns, and each gives its own', async () => {
    await team('scope', scope);
    await team('return-request', { agencies: scope.agencies, on: '2026-08-06', dueOn: '2026-11-25' });
    expect(await finds('owing=primary-care')).toBe(true);
    expect(await walk.page('police-representative', '/')).toContain(programmed.title);
    const given = { summary: OURS, on: '2026-08-20' };
    await walk.act('police-representative', `${address}/return`, { ...given, agency: 'primary-care' }, 403);
    await walk.act(
      'children-social-care-representative',
      `${address}/return`,
      { ...given, agency: 'childrens-social-care' },
      403,
    );
    const ours = { ...given, agency: 'constabulary' };
    const tooMany = await walk.act('police-representative', `${address}/return`, { ...ours, children: 40 }, 409);
    expect(tooMany).toMatchObject({ type: 'urn:rule:more-than-scope', errors: [{ pointer: '/children' }] });
    await walk.act('police-representative', `${address}/return`, { ...ours, children: 5 });
    expect(await walk.page('police-representative', `/${address}`)).toMatch(
      /data-column="Children"><div[^>]*>\s*5\s*</,
    );
    await walk.act('primary-care-representative', `${address}/return`, {
      agency: 'primary-care',
      summary: THEIRS,
      on: '2026-08-21',
    });
    expect(await finds('owing=primary-care')).toBe(false);
    expect(await walk.page('police-representative', '/')).not.toContain(programmed.title);
  });

  it('shows a return to its own agency and to the groups, to no other agency', async () => {
    const police = await everything('police-representative');
    expect(police).toContain(OURS);
    expect(police).not.toContain(THEIRS);
    const care = await everything('children-social-care-representative');
    for (const theirs of [OURS, THEIRS]) expect(care).not.toContain(theirs);
    for (const person of GROUPS) expect(await everything(person)).toContain(THEIRS);
  });

  it('moves to another quarter with a reason, and the first one stays', async () => {
    await team('quarter', { quarter: 'Q3 2026-27', reason: 'Returns came late.', meeting: at('2026-09-08') });
    expect(await walk.see('scrutineer', address)).toMatchObject({
      quarter: 'Q3 2026-27',
      due: '2026-12-31',
      firstQuarter: 'Q2 2026-27',
    });
    expect(await finds('late=yes')).toBe(false);
    expect(await walk.page('scrutineer', `/${address}`)).toContain('First planned for Q2 2026-27');
  });

  it('takes its steps in their order, and tells who acts on an old page what happened meanwhile', async () => {
    expect(await team('findings', findings, 409)).toMatchObject({ type: 'urn:rule:step-missing' });
    const unsaid = { steps: ['findings'], olderPapers: false, document: 'Yearly report' };
    expect(await team('not-stated', unsaid, 409)).toMatchObject({ type: 'urn:rule:not-from-older-papers' });
    await team('panel', { on: '2026-10-12', agencies: ['constabulary'] });
    await team('findings', { ...findings, on: '2026-10-01' }, 409);
    expect(await walk.blindly('partnership-team', `${address}/findings`, findings)).toBe(428);
    const stale = await walk.act('partnership-team', `${address}/findings`, findings, 412, { 'if-match': '"0"' });
    expect(JSON.stringify(stale)).toContain('PanelHeld');
    await team('findings', findings);
  });

  it('keeps findings from agencies until the group has agreed them', async () => {
    for (const person of ['police-representative', 'children-social-care-representative']) {
      expect(await everything(person)).not.toContain(FOUND);
      expect(await walk.see(person, address)).toMatchObject({ findings: { notShared: true } });
    }
    for (const person of GROUPS) expect(await everything(person)).toContain(FOUND);
    await walk.act('learning-inquiry-member', `${address}/agreement`, { meeting: at('2026-10-20') }, 403);
    await walk.act('quality-assurance-member', `${address}/agreement`, { meeting: at('2026-10-20') });
    for (const person of ['police-representative', 'children-social-care-representative']) {
      expect(await walk.page(person, `/${address}`)).toContain(FOUND);
      expect(await walk.text(person, address)).toContain(FOUND);
    }
  });

  it('is approved by the Executive, briefed and monitored', async () => {
    await walk.act('quality-assurance-member', `${address}/approval`, { meeting: at('2026-10-27') }, 403);
    await walk.act('executive-member', `${address}/approval`, { meeting: at('2026-10-27') });
    await team('briefing', { title: 'A brief', channels: ['training'], on: '2026-10-28' });
    const none = { made: 'none', reason: 'Practice was good.', meeting: at('2026-11-02') };
    await team('review', { ...none, reason: undefined }, 400);
    await team('review', none);
    expect(await walk.page('scrutineer', `/${address}`)).toMatch(/No recommendations were made[^]*Practice was good\./);
    await team('review', { made: 'made', summary: 'Half of it is done.', meeting: at('2026-11-03') });
    expect(await walk.page('scrutineer', `/${address}`)).toContain('Recommendations monitored');
    const history = await walk.text('scrutineer', `history?stream=audit-${id}`);
    expect(history).toContain('A meeting of the group, 27 October 2026');
  });

  it('is looked at again by another audit before it is closed', async () => {
    await team('re-audit-plan', { how: 're-audit', quarter: 'Q4 2026-27', on: '2026-11-03' });
    const again = await walk.open('partnership-team', 'audits', {
      ...programmed,
      title: 'Handovers again',
      quarter: 'Q4 2026-27',
      earlier: id,
    });
    expect(await walk.page('scrutineer', `/${address}`)).toMatch(
      new RegExp(`Looked at again by <a [^>]*href="/audits/${again}"`),
    );
    const impact = { result: 'improved', words: 'Eight of ten are named.', on: '2026-11-10' };
    expect(JSON.stringify(await team('impact', { ...impact, audit: again }, 400))).toContain(
      'is not a later audit whose report the Executive has approved',
    );
    expect(await walk.page('partnership-team', `/${address}/impact`)).not.toContain('Handovers again');
    expect(await team('impact', impact, 409)).toMatchObject({
      type: 'urn:rule:re-audit-not-named',
      errors: [{ pointer: '/audit' }],
    });
    const steps = ['scope', 'returns', 'panel', 'findings', 'agreement'];
    const silent = { steps, olderPapers: true, document: 'Yearly report' };
    await walk.act('partnership-team', `audits/${again}/not-stated`, silent);
    await walk.act('executive-member', `audits/${again}/approval`, { meeting: at('2026-11-09') });
    await team('impact', { ...impact, audit: again });
    expect(await walk.page('scrutineer', `/${address}`)).toMatch(/Audit it again[^]*Done/);
    const needless = { note: 'It is done.', noImpactCheck: 'A small audit.', meeting: at('2026-11-17') };
    expect(await team('closure', needless, 409)).toMatchObject({ type: 'urn:rule:impact-checked' });
    await walk.act('police-representative', `${address}/closure`, { note: 'Done.', meeting: at('2026-11-17') }, 403);
    await team('closure', { note: 'It is done.', meeting: at('2026-11-17') });
    expect(await walk.see('police-representative', address)).toMatchObject({ status: { value: 'closed' }, next: null });
    expect(await finds('state=closed&year=2026-27&type=multi-agency&words=midwives')).toBe(true);
    await team('quarter', { quarter: 'Q4 2026-27', reason: 'Too late.', meeting: at('2026-11-17') }, 409);
    await walk.act('partnership-team', `audits/${again}/error`, { reason: 'It was entered twice.' });
    await walk.act('partnership-team', `audits/${again}/scope`, scope, 409);
  });

  it('says at the field itself what is wrong with a correction', async () => {
    const wrong = { wrong: 'children', children: 3, reason: 'A miscount.' };
    expect(await team('correction', wrong, 409)).toMatchObject({ errors: [{ pointer: '/children' }] });
    const early = { wrong: 'date', step: 'scope', date: '2026-04-01', reason: 'A slip.' };
    expect(await team('correction', early, 409)).toMatchObject({ errors: [{ pointer: '/date' }] });
  });

  it('is corrected in the open', async () => {
    await team('correction', { wrong: 'children', children: 7, reason: 'A miscount.' });
    expect(await walk.see('scrutineer', address)).toMatchObject({
      scope: { children: 7 },
      corrections: [{ from: '6', to: '7' }],
    });
    expect(await walk.page('police-representative', `/${address}`)).toMatch(/<del>.*6<\/del>/);
  });

  it('is never late when older papers do not say when the panel met', async () => {
    const { meeting: _meeting, why: _why, ...old } = programmed;
    const silent = await walk.open('partnership-team', 'audits', {
      ...old,
      entered: 'not-stated',
      document: 'Yearly report',
      titleGiven: true,
      quarter: undefined,
      olderQuarter: 'Q1 2025-26',
    });
    expect(await walk.finds('scrutineer', 'audits?late=yes', silent)).toBe(true);
    const steps = ['scope', 'returns', 'panel'];
    await walk.act('partnership-team', `audits/${silent}/not-stated`, {
      steps,
      olderPapers: true,
      document: 'Yearly report',
    });
    const again = await walk.page('partnership-team', `/audits/${silent}/not-stated`);
    expect(again).toMatch(/name="olderPapers"[^>]*value="yes"[^>]*checked/);
    expect(await walk.finds('scrutineer', 'audits?late=yes', silent)).toBe(false);
    expect(await walk.see('scrutineer', `audits/${silent}`)).toMatchObject({ quarter: 'Q1 2025-26', due: null });
    expect(await walk.page('scrutineer', `/audits/${silent}`)).toContain('Not stated in the source');
  });
});
