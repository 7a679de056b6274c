import fc from 'fast-check';
import { type Path, type PathLine, type PathMark, type PathMarkKind } from '../path';
import { drawPath, pathAsList } from '.';
import { beginning, ending } from './facts';
import { escaped } from './lettering';
import { signs } from './marks';
import { type Box, type Scene, boxOf, stationsIn, wordsIn } from './scene';
import { tallScenes } from './tall';
import { wideScene } from './wide';

const DAY = 86_400_000;
const iso = (day: number): string => new Date(Date.UTC(2022, 3, 1) + day * DAY).toISOString().slice(0, 10);
const kinds = Object.keys(signs) as PathMarkKind[];
const ends: readonly PathMarkKind[] = ['completed', 'embedded', 'reopened', 'withdrawn', 'handedOver'];

const anyWords = fc.oneof(
  fc.lorem({ maxCount: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    `"quoted" & 'single'`,
    'Donaudampfschifffahrtsgesellschaftskapitänsmütze',
  ),
);
const anyMark = (span: number, among: readonly PathMarkKind[] = kinds): fc.Arbitrary<PathMark> =>
  fc.record(
    {
      kind: fc.constantFrom(...among),
      on: fc.integer({ min: 0, max: span }).map(iso),
      label: anyWords,
      href: fc.constantFrom('/audit-trail/1', '/audit-trail?of="2"&x'),
      invented: fc.boolean(),
    },
    { requiredKeys: ['kind', 'label'] },
  );
const anyLine = (span: number): fc.Arbitrary<PathLine> =>
  fc.record({
    id: fc.uuid(),
    owner: anyWords,
    role: anyWords,
    state: fc.constantFrom('Assured', 'Waiting on the national system', 'No answer yet'),
    closed: fc.boolean(),
    marks: fc.array(anyMark(span), { maxLength: 14 }),
    notShared: fc.constant(false),
  });
/** One to twelve owners, one month to four years; today anywhere in it. */
const anyPath: fc.Arbitrary<Path> = fc.integer({ min: 30, max: 1461 }).chain((span) =>
  fc.record(
    {
      reference: fc.constant('REC-2022-23-001'),
      words: anyWords,
      source: fc.record(
        { label: anyWords, on: fc.integer({ min: 0, max: span }).map(iso) },
        { requiredKeys: ['label'] },
      ),
      milestones: fc
        .tuple(
          fc.array(anyMark(span, ['made', 'agreed', 'approved', 'assigned', 'targetChanged']), { maxLength: 6 }),
          fc.array(anyMark(span, ends), { maxLength: 3 }),
        )
        .map((both) => both.flat()),
      monitor: anyWords,
      today: fc.integer({ min: 0, max: span }).map(iso),
      target: fc.record({ label: fc.constant('Q3 2025-26'), due: fc.integer({ min: 0, max: span }).map(iso) }),
      firstTarget: fc.record({ label: fc.constant('Q1 2024-25'), due: fc.integer({ min: 0, max: span }).map(iso) }),
      lines: fc.array(anyLine(span), { minLength: 1, maxLength: 12 }),
      state: fc.constant('In progress'),
      closed: fc.boolean(),
      missing: fc.array(anyWords, { maxLength: 3 }),
    },
    {
      requiredKeys: [
        'reference',
        'words',
        'source',
        'milestones',
        'monitor',
        'today',
        'lines',
        'state',
        'closed',
        'missing',
      ],
    },
  ),
);
const marksOf = (path: Path): PathMark[] => [
  ...beginning(path),
  ...path.lines.flatMap((line) => line.marks),
  ...ending(path),
];
const scenesOf = (path: Path): Scene[] => [wideScene(path), ...tallScenes(path)];
const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const signBox = ({ x, y }: { x: number; y: number }): Box => ({
  left: x - 12,
  top: y - 12,
  right: x + 12,
  bottom: y + 12,
});
const forAnyPath = (check: (path: Path) => void): void => {
  fc.assert(fc.property(anyPath, check), { numRuns: 60 });
};

describe('The picture of a path, for one to twelve owners over one month to four years', () => {
  it('never lets two texts collide, nor a text and a sign', () => {
    forAnyPath((path) => {
      for (const scene of scenesOf(path)) {
        const texts = wordsIn(scene).map((words) => ({ text: words.text, box: boxOf(words) }));
        const signsThere = stationsIn(scene).map((station) => ({ text: station.mark.kind, box: signBox(station) }));
        const collisions = texts.flatMap((one, i) =>
          [...texts.slice(i + 1), ...signsThere]
            .filter((other) => overlaps(one.box, other.box))
            .map((other) => `${one.text} | ${other.text}`),
        );
        expect(collisions).toEqual([]);
      }
    });
  });

  it('never runs a pole through the words of another mark', () => {
    forAnyPath((path) => {
      const scene = wideScene(path);
      for (const { pole } of stationsIn(scene)) {
        if (!pole) continue;
        const box = {
          left: pole.x1,
          right: pole.x1 + 0.1,
          top: Math.min(pole.y1, pole.y2),
          bottom: Math.max(pole.y1, pole.y2),
        };
        expect(wordsIn(scene).filter((words) => overlaps(boxOf(words), box))).toEqual([]);
      }
    });
  });

  it('reads in the order of the line: where words stand over later ones, the earlier are on top', () => {
    forAnyPath((path) => {
      for (const { stations } of wideScene(path).parts) {
        const told = stations.filter(({ words }) => words.length > 0).toSorted((a, b) => a.x - b.x);
        const wrong = told.flatMap((one, i) =>
          told.slice(i + 1).filter((later) => {
            const reaches = Math.max(...one.words.map((words) => words.x + words.width));
            return later.x < reaches && (one.words.at(-1)?.y ?? 0) >= (later.words[0]?.y ?? 0);
          }),
        );
        expect(wrong).toEqual([]);
      }
    });
  });

  it('puts what is later further right, on whichever rail, and today between what has happened and what is ahead', () => {
    forAnyPath((path) => {
      const scene = wideScene(path);
      const dated = stationsIn(scene).flatMap(({ mark, x }) => (mark.on === undefined ? [] : [{ on: mark.on, x }]));
      const byDate = dated.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.x - b.x));
      const wrong = byDate.filter(({ on, x }, i) => {
        const before = byDate[i - 1];
        return before !== undefined && before.on < on && before.x >= x;
      });
      expect(wrong).toEqual([]);
      const now = scene.scale.rules.find(({ look }) => look === 'today')?.x1 ?? NaN;
      expect(dated.filter(({ on, x }) => (on <= path.today ? x >= now : x <= now))).toEqual([]);
    });
  });

  it('keeps everything inside the drawing', () => {
    forAnyPath((path) => {
      for (const scene of scenesOf(path)) {
        const outside = [...wordsIn(scene).map(boxOf), ...stationsIn(scene).map(signBox)].filter(
          (box) => box.left < 0 || box.top < 0 || box.right > scene.width || box.bottom > scene.height,
        );
        expect(outside).toEqual([]);
      }
    });
  });

  it('shows every mark once in each drawing, and the list has exactly the same marks', () => {
    forAnyPath((path) => {
      const wanted = marksOf(path)
        .map((mark) => mark.label)
        .sort();
      expect(
        stationsIn(wideScene(path))
          .map((station) => station.mark.label)
          .sort(),
      ).toEqual(wanted);
      expect(
        tallScenes(path)
          .flatMap(stationsIn)
          .map((station) => station.mark.label)
          .sort(),
      ).toEqual(wanted);
      const listed = pathAsList(path).parts.map((part) => part.steps.map((step) => step.label));
      expect(listed).toEqual(wideScene(path).parts.map((part) => part.stations.map((station) => station.mark.label)));
    });
  });

  it('is well-formed, with every text escaped', () => {
    forAnyPath((path) => {
      const markup = drawPath(path);
      expect(unclosed(markup)).toEqual([]);
      expect(markup).not.toContain('<script');
      for (const mark of marksOf(path)) expect(markup).toContain(escaped(mark.label));
    });
  });

  it('never shows type smaller than 16 pixels', () => {
    forAnyPath((path) => {
      const sizes = scenesOf(path)
        .flatMap(wordsIn)
        .map((words) => words.face.size);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
    });
  });

  it('is checked by something that notices bad markup', () => {
    const bad = ['<a><b></a></b>', '<a>', '<a x="1" x="2"></a>', '<a>&</a>', '<a x="<"/>', '<a>1 < 2</a>'];
    expect(bad.filter((markup) => unclosed(markup).length === 0)).toEqual([]);
    expect(unclosed('<a x="1"><b/>&amp;</a>')).toEqual([]);
  });
});

/** The tags left open or closed wrongly: none in well-formed XML. Also refuses an attribute twice and a bare "&". */
function unclosed(markup: string): string[] {
  const open: string[] = [];
  const rest = markup.replace(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_tag, close: string, name: string, attributes: string, self: string) => {
      const names = Array.from(attributes.matchAll(/\s([\w:-]+)="/g), ([, attribute]) => attribute);
      if (new Set(names).size !== names.length) open.push(`${name} names an attribute twice`);
      if (close !== '' && open.pop() !== name) open.push(`/${name}`);
      if (close === '' && self === '') open.push(name);
      return '';
    },
  );
  const bare = /[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.exec(rest + markup.replace(/[<>]/g, ''));
  return bare ? [...open, bare[0]] : open;
}
