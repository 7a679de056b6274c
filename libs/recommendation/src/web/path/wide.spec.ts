import { type Path } from '../path';
import { drawPath, pathAsList } from '.';
import { health, path, police, wideTexts } from './examples';
import { stationsIn, wordsIn } from './scene';
import { tallScenes } from './tall';
import { calendarBetween, dayOf } from './time-axis';
import { wideScene } from './wide';

describe('The wide drawing', () => {
  it('draws nothing as done to the right of today: a closed line ends at its closing mark, or at today', () => {
    const accepted = { kind: 'accepted' as const, on: '2025-06-16', label: 'assurance accepted' };
    const assured = { ...police, closed: true, marks: [...police.marks.slice(0, 1), accepted] };
    const scene = wideScene({ ...path, lines: [assured, health, { ...health, closed: false }, police] });
    const now = scene.scale.rules.find(({ look }) => look === 'today')?.x1 ?? NaN;
    const solid = scene.rails.filter(({ look }) => look !== 'ahead');
    const reach = solid.flatMap(({ d }) => Array.from(d.matchAll(/[MH](\d+(?:\.\d+)?)/g), ([, x]) => Number(x)));
    expect(solid.map(({ look }) => look)).toEqual(['going', 'closed', 'closed', 'hidden', 'going']);
    expect(Math.max(...reach)).toBe(now);
    const mark = stationsIn(scene).find(({ mark: { kind } }) => kind === 'accepted')?.x ?? NaN;
    expect(scene.rails.find(({ look }) => look === 'closed')?.d).toMatch(new RegExp(`H${String(mark)}$`));
  });

  it('gives every mark its words where there is room over it', () => {
    const marks = ['2025-02-03', '2025-02-05', '2025-02-07', '2025-02-10'].map((on) => ({
      kind: 'progress' as const,
      on,
      label: 'a list of clubs and of who answers there is half done',
    }));
    const six = Array.from({ length: 6 }, (_, i) => ({ ...police, id: String(i), marks: marks.slice(0, 3) }));
    for (const lines of [[{ ...police, marks }], six]) {
      expect(stationsIn(wideScene({ ...path, lines })).filter(({ cut }) => cut)).toEqual([]);
      expect(drawPath({ ...path, lines })).not.toContain('had no room here');
    }
  });

  it('says in the drawing and under it that time is not to scale, where it is not', () => {
    const said = 'Time is not to scale';
    const crowded = ['2025-02-03', '2025-02-04', '2025-02-05', '2025-02-06', '2025-02-07', '2025-02-10'].map((on) => ({
      kind: 'progress' as const,
      on,
      label: 'one more',
    }));
    const stretched = { ...path, lines: [{ ...police, marks: crowded }] };
    expect(wideTexts(stretched)).toContain(said);
    expect(drawPath(stretched)).toContain(`<p>${said}: days with much to tell have more room.`);
    const { firstTarget: _, ...even } = path;
    const days = { ...even, source: { label: 'event', on: '2025-04-01' }, lines: [{ ...police, marks: [] }] };
    const level = { ...days, milestones: [], target: { label: 'Q1 2026-27', due: '2026-06-30' } };
    expect(wideTexts(level)).not.toContain(said);
    expect(drawPath(level)).not.toContain(said);
  });

  it('says that no owner is named yet, and divides into nothing', () => {
    const { standing: _, ...none }: Path = { ...path, lines: [] };
    const texts = [wideScene(none), ...tallScenes(none)].flatMap(wordsIn).map((words) => words.text);
    expect(texts.filter((text) => text === 'No owner is named yet')).toHaveLength(3);
    expect(drawPath(none)).not.toMatch(/0 lines|Divides/);
  });

  it('says of a review rhythm how often, never that it is due', () => {
    const target = { label: 'Reviewed every quarter' };
    const lines = [{ ...police, target }];
    expect(wideTexts({ ...path, lines }).join(' ')).toContain('Detective inspector · reviewed every quarter');
    expect(pathAsList({ ...path, lines }).parts[1]?.notes).toContain('reviewed every quarter');
    expect(drawPath({ ...path, lines })).not.toMatch(/due Reviewed|target Reviewed/);
  });
});

describe('The calendar along the top', () => {
  const labels = (from: string, to: string) => {
    const { minor, major } = calendarBetween(dayOf(from), dayOf(to));
    return { minor: minor.map((one) => one.label), major: major.map((one) => one.label) };
  };
  it('counts a month in weeks that begin on Monday', () => {
    expect(labels('2025-10-20', '2025-11-17')).toEqual({
      minor: ['20 Oct', '27 Oct', '3 Nov', '10 Nov'],
      major: ['October 2025', 'November 2025'],
    });
  });
  it('names every month and quarter, in fewer letters where there is less room', () => {
    const { minor, major } = calendarBetween(dayOf('2025-11-10'), dayOf('2026-04-20'));
    expect(minor.map(({ shorter }) => shorter.join(' '))).toEqual([
      'Nov N',
      'Dec D',
      'Jan J',
      'Feb F',
      'Mar M',
      'Apr A',
    ]);
    expect(major.map(({ shorter }) => shorter.join(' '))).toEqual(['Q3', 'Q4', 'Q1']);
    const months = { ...path, source: { label: 'event', on: '2025-01-06' }, today: '2025-08-20', milestones: [] };
    const { firstTarget: _, target: __, ...span } = { ...months, lines: [{ ...police, marks: [] }] };
    const shown = wideTexts(span).filter((text) =>
      /^(January|Jan|J|February|March|April|May|June|July|August|Aug|A)$/.test(text),
    );
    expect(shown).toHaveLength(8);
  });
  it('still names every quarter of four years where the first days are crowded', () => {
    const on = (day: string) => ({ kind: 'progress' as const, on: day, label: 'one more' });
    const { firstTarget: _, target: __, ...rest } = { ...path, source: { label: 'event', on: '2022-04-12' } };
    const milestones = [
      { kind: 'made' as const, on: '2022-04-12', label: 'made' },
      { kind: 'agreed' as const, on: '2022-04-26', label: 'agreed' },
    ];
    const marks = ['2022-05-03', '2022-12-03', '2023-07-03', '2024-02-03', '2024-09-03', '2025-04-03'].map(on);
    const four = { ...rest, milestones, today: '2026-03-20', lines: [{ ...police, marks }] };
    expect(wideTexts(four).filter((text) => /^Q[1-4]$/.test(text))).toHaveLength(16);
  });
  it('counts half a year in months of financial quarters', () => {
    expect(labels('2025-11-10', '2026-04-20')).toEqual({
      minor: ['November', 'December', 'January', 'February', 'March', 'April'],
      major: ['Q3 2025-26', 'Q4 2025-26', 'Q1 2026-27'],
    });
  });
  it('counts years in financial quarters', () => {
    expect(labels('2024-02-01', '2025-05-01')).toEqual({
      minor: ['Q4', 'Q1', 'Q2', 'Q3', 'Q4', 'Q1'],
      major: ['2023-24', '2024-25', '2025-26'],
    });
  });
});
