import { type Path } from '../path';
import { drawPath, pathAsList } from '.';
import { health, path, police, wideTexts } from './examples';
import { stationsIn, wordsIn } from './scene';
import { tallScenes } from './tall';
import { dayOf } from './time-axis';
import { wideScene } from './wide';
import { scaleOf } from './wide-scale';

/** The words of the first part of that name, as the wide drawing has them. */
function wordsOf(markup: string, part: string): string[] {
  const group = markup.split(`<g role="group" aria-label="${part}">`)[1]?.split('</g>')[0] ?? '';
  return Array.from(group.matchAll(/<text[^>]*>([^<]*)</g), ([, words]) => words ?? '');
}

describe('What the picture of a path says', () => {
  it('names each mark by date, words and owner, and links it to its event', () => {
    expect(drawPath(path)).toContain(
      '<a class="path-mark" href="/audit-trail/8" aria-label="16 Jun 2025 returned: covers one team only, Police">',
    );
  });

  it('says who invented what: a dagger beside the words, the words in its name, the dagger in the key', () => {
    expect(wideTexts(path)).toContain('audit of one team sent†');
    expect(drawPath(path)).toContain(
      'aria-label="28 Apr 2025 audit of one team sent, Police (invented for the demonstration)"',
    );
    expect(drawPath(path)).toContain(
      '† invented for the demonstration'.replace('†', '<span aria-hidden="true">†</span>'),
    );
    expect(drawPath({ ...path, lines: [health] })).not.toContain('invented');
  });

  it('shows the due day, the first one where the target was changed, and today', () => {
    const said = wideTexts(path).join(' ');
    for (const day of ['Due 30 Sep 2025 (Q2 2025-26)', 'First due 31 Mar 2025 (Q4 2024-25)', 'Today, 18 Nov 2025'])
      expect(said).toContain(day);
    const { firstTarget: _, ...unchanged } = path;
    expect(wideTexts(unchanged).join(' ')).not.toContain('First due');
  });

  it('shows a line that is not shared by name and state only, in the picture and in the list', () => {
    const shown = { ...path, lines: [{ ...police, notShared: true, marks: [] }, health] };
    expect(wordsOf(drawPath(shown), 'Police')).toEqual([
      'Police',
      'Its steps are not shared with you',
      'Assurance returned',
    ]);
    expect(pathAsList(shown).parts[1]).toEqual({
      name: 'Police',
      notes: ['Assurance returned', 'Its steps are not shared with you'],
      steps: [],
    });
    expect(drawPath(shown)).not.toContain('Detective inspector');
  });

  it('gives away nothing of a line that is not shared, even when it is handed its marks', () => {
    const careless = { ...path, lines: [{ ...police, notShared: true }] };
    expect(drawPath(careless)).not.toContain('covers one team');
    expect(JSON.stringify(pathAsList(careless))).not.toContain('covers one team');
  });

  it('ends in an open ring until it is complete, and then in the marks of the end', () => {
    expect(wideScene(path).parts.at(-1)?.ring).toBeDefined();
    const completed: Path = {
      ...path,
      closed: true,
      milestones: [...path.milestones, { kind: 'completed', on: '2025-11-10', label: 'completed: assurance accepted' }],
    };
    expect(wideScene(completed).parts.at(-1)?.ring).toBeUndefined();
    expect(
      wideScene(completed)
        .parts.at(-1)
        ?.stations.map((station) => station.mark.kind),
    ).toEqual(['completed']);
  });

  it('is complete on the day on which it was, before today, and its lines join there', () => {
    const milestones = [
      { kind: 'completed' as const, on: '2025-06-20', label: 'completed: assurance accepted' },
      { kind: 'embedded' as const, on: '2025-11-10', label: 'the change has held' },
    ];
    const scene = wideScene({ ...path, closed: true, milestones, lines: [{ ...police, closed: true }] });
    const ends = scene.parts.flatMap(({ name, stations }) => (name === 'The end' ? stations : []));
    const today = scene.scale.rules.flatMap(({ look, x1 }) => (look === 'today' ? [x1] : []));
    const xs = [...ends.map(({ x }) => x), ...today];
    expect(ends.map(({ mark }) => mark.kind)).toEqual(['completed', 'embedded']);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(scene.rails.find(({ under }) => under === true)?.d).toContain(`M${String(xs[0])} `);
  });

  it('is red where it is overdue, and nowhere before', () => {
    const looks = (of: Path) => wideScene(of).scale.rules.map(({ look }) => look);
    expect(looks(path)).toContain('overdue');
    expect(wideTexts(path).join(' ')).toContain('Due 30 Sep 2025 (Q2 2025-26), overdue');
    for (const inTime of [
      { ...path, today: '2025-09-30' },
      { ...path, closed: true },
    ]) {
      expect(looks(inTime)).not.toContain('overdue');
      expect(wideTexts(inTime).join(' ')).not.toContain('overdue');
    }
  });

  it('has a target that was never set, once it is closed, no more', () => {
    const { target: _, firstTarget: __, ...none } = path;
    expect(drawPath(none)).toContain('It has no target yet');
    expect(drawPath({ ...none, closed: true })).toContain('It had no target');
  });

  it('keeps the end open when it was completed and reopened', () => {
    const milestones = [
      { kind: 'completed' as const, on: '2025-10-01', label: 'completed' },
      { kind: 'reopened' as const, on: '2025-11-01', label: 'reopened: it happened again' },
    ];
    const end = wideScene({ ...path, milestones }).parts.at(-1);
    expect(end?.stations).toHaveLength(2);
    expect(end?.ring).toBeDefined();
  });

  it('says so where the source states no date, and keeps the mark in its place', () => {
    const undated = {
      ...path,
      source: { label: 'audit' },
      milestones: [{ kind: 'made' as const, label: 'made' }, ...path.milestones],
    };
    expect(
      stationsIn(wideScene(undated))
        .map((station) => station.mark.kind)
        .slice(0, 3),
    ).toEqual(['source', 'made', 'agreed']);
    expect(pathAsList(undated).parts[0]?.steps[0]?.date).toBe('date not stated');
  });

  it('leaves room for what comes next where it was agreed only today and has no target', () => {
    const { target: _, firstTarget: __, ...open } = path;
    const fresh = { ...open, today: '2024-06-11', lines: [{ ...police, marks: [] }] };
    expect(wideTexts(fresh)).toContain('Not complete yet');
    expect(scaleOf(fresh).to - dayOf('2024-06-11')).toBeGreaterThanOrEqual(28);
  });

  it('has a key of the signs that occur, and no other', () => {
    const key = drawPath(path).split('path-key')[1] ?? '';
    expect(key).toContain('returned: not enough yet');
    expect(key).not.toContain('embedded');
    const withdrawn = { kind: 'withdrawn' as const, on: '2025-07-01', label: 'line withdrawn' };
    const stopped = { ...path, lines: [{ ...police, closed: true, marks: [...police.marks, withdrawn] }] };
    expect(drawPath(stopped)).not.toContain('thick line: closed');
  });

  it('says a long silence in words on the narrow drawing', () => {
    const texts = tallScenes(path)
      .flatMap(wordsIn)
      .map((words) => words.text);
    expect(texts).toContain('3 months later');
  });

  it('goes on in a further narrow drawing where a line is long, so that no page break cuts through a mark', () => {
    const marks = Array.from({ length: 12 }, (_, i) => ({
      kind: 'progress' as const,
      on: `2025-0${1 + Math.floor(i / 3)}-1${i % 3}`,
      label: 'training reached one more team',
    }));
    const scenes = tallScenes({ ...path, lines: [{ ...police, marks }] });
    expect(scenes.map((scene) => scene.height <= 620)).not.toContain(false);
    expect(scenes.flatMap(wordsIn).map((words) => words.text)).toContain('Police, continued');
  });

  it('follows no link out of this site', () => {
    for (const href of [
      'javascript:alert(1)',
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
    ])
      expect(drawPath({ ...path, source: { label: 'event', href } })).not.toContain('elsewhere');
    expect(drawPath({ ...path, source: { label: 'event', href: 'javascript:alert(1)' } })).not.toContain('javascript');
  });

  it('carries neither style, script, id nor role=img on a drawing, so that a strict policy and a screen reader let it be', () => {
    expect(drawPath(path)).not.toMatch(/\sstyle=|<style|<script|\sid=|<svg[^>]*role="img"/);
  });

  it('keeps the reading order of the picture in the list: start, each owner, end', () => {
    expect(pathAsList(path).parts.map((part) => part.name)).toEqual([
      'The recommendation',
      'Police',
      'Health trust',
      'The end',
    ]);
  });
});
