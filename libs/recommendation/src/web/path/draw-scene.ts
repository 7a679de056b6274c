import { spoken } from './facts';
import { LINE_HEIGHT, escaped } from './lettering';
import { inks, signMarkup } from './marks';
import { type Part, type Rail, type Rule, type Scene, type Station, type Words, wordsIn } from './scene';

const FONT = '&quot;Helvetica Neue&quot;, Helvetica, Arial, sans-serif';
const rails: Readonly<Record<Rail['look'], string>> = {
  going: `stroke="${inks.going}" stroke-width="5"`,
  closed: `stroke="${inks.good}" stroke-width="7"`,
  ahead: 'stroke="#6b6e70" stroke-width="4" stroke-dasharray="0 10"',
  hidden: 'stroke="#6b6e70" stroke-width="2"',
};
const rules: Readonly<Record<Rule['look'], string>> = {
  tick: 'stroke="#d4d5d6"',
  due: `stroke="${inks.quiet}" stroke-width="3"`,
  overdue: `stroke="${inks.bad}" stroke-width="3"`,
  firstDue: `stroke="${inks.quiet}" stroke-width="1.5"`,
  today: 'stroke="#0b0c0c" stroke-width="2" stroke-dasharray="6 4"',
  pole: 'stroke="#6b6e70"',
};
const tones = { quiet: inks.quiet, good: inks.good, bad: inks.bad };

/** Presentation attributes only, so that it passes a strict Content-Security-Policy and stands alone in a document. */
export function drawScene(scene: Scene, className: string): string {
  const { width, height, name } = scene;
  const poles = scene.parts.flatMap((part) => part.stations.flatMap(({ pole }) => pole ?? []));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${className}" role="group" aria-label="${escaped(name)}"`,
    ` viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" fill="#0b0c0c">`,
    `<g aria-hidden="true"><rect width="${width}" height="${height}" fill="#fff"/>`,
    ...scene.scale.rules.map(ruleMarkup),
    ...poles.map(ruleMarkup),
    ...scene.rails.filter(({ under }) => under === true).map(railMarkup),
    ...wordsIn(scene).map(backing),
    ...scene.rails.filter(({ under }) => under !== true).map(railMarkup),
    ...scene.scale.words.map(wordsMarkup),
    '</g>',
    ...scene.parts.map(partMarkup),
    '</svg>',
  ].join('');
}

function partMarkup({ name, words, stations, ring }: Part): string {
  const open = ring
    ? `<circle cx="${ring.x}" cy="${ring.y}" r="10" fill="#fff" stroke="#6b6e70" stroke-width="3" stroke-dasharray="4 3.85" aria-hidden="true"/>`
    : '';
  const list =
    stations.length > 0
      ? `<g role="list" aria-label="${escaped(name)}">${stations.map(stationMarkup).join('')}</g>`
      : '';
  return `<g role="group" aria-label="${escaped(name)}">${words.map(wordsMarkup).join('')}${list}${open}</g>`;
}

function stationMarkup(station: Station): string {
  const { mark, owner, x, y, words, cut } = station;
  const name = escaped(spoken(mark, owner));
  const inside = [
    cut ? `<title>${name}</title>` : '',
    `<rect class="path-target" x="${round(x - 14)}" y="${round(y - 14)}" width="28" height="28" rx="4" fill="none"/>`,
    signMarkup(mark.kind, round(x), round(y)),
    ...words.map(wordsMarkup),
  ].join('');
  const named =
    mark.href !== undefined && isOurs(mark.href)
      ? `<a class="path-mark" href="${escaped(mark.href)}" aria-label="${name}">${inside}</a>`
      : `<g role="img" aria-label="${name}">${inside}</g>`;
  return `<g role="listitem">${named}</g>`;
}

/** A mark leads to a page of this site or to a place on this page, never anywhere else. */
function isOurs(href: string): boolean {
  return /^(?:#|\/(?![/\\]))/.test(href);
}

function wordsMarkup({ x, y, width, text, face, align, tone }: Words): string {
  const at = align === 'end' ? `x="${round(x + width)}" text-anchor="end"` : `x="${round(x)}"`;
  const weight = face.bold ? ' font-weight="700"' : '';
  const fill = tone ? ` fill="${tones[tone]}"` : '';
  return `<text ${at} y="${round(y)}" font-size="${face.size}"${weight}${fill}>${escaped(text)}</text>`;
}

function railMarkup({ d, look }: Rail): string {
  return `<path d="${d.replace(/(?<!\d)\d+\.\d+/g, (long) => String(round(Number(long))))}" fill="none" stroke-linecap="round" ${rails[look]}/>`;
}

function ruleMarkup({ x1, y1, x2, y2, look }: Rule): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ${rules[look]}/>`;
}

/** White behind words and between their lines, so that no rule runs through them. */
function backing({ x, y, width }: Words): string {
  return `<rect x="${round(x - 2)}" y="${round(y - 16)}" width="${round(width + 4)}" height="${LINE_HEIGHT + 1}" fill="#fff"/>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
