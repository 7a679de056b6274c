import { type Path, type PathMarkKind } from '../path';
import { drawScene } from './draw-scene';
import { INVENTED, asShared, beginning, ending, inOrder, standing, stopsAt, targetInWords } from './facts';
import { escaped } from './lettering';
import { signMarkup, signs } from './marks';
import { type Scene, stationsIn } from './scene';
import { tallScenes } from './tall';
import { dateInWords } from './time-axis';
import { wideScene } from './wide';
import { NOT_TO_SCALE } from './wide-scale';

/** Height of a wide drawing that still fits a landscape sheet of A4; a higher one is printed in its narrow form. */
const SHEET = 580;

/**
 * The picture of the path, as markup to place in a page: where it stands, the wide drawing, the narrow drawings, the
 * key and what is missing. `path.css` shows whichever drawing fits; the other is not there for anyone. Everything in
 * it is escaped. It has no ids, so a page may hold several.
 */
export function drawPath(whole: Path): string {
  const path = asShared(whole);
  const wide = wideScene(path);
  return [
    `<div class="path${wide.height <= SHEET ? ' path-on-one-sheet' : ''}">`,
    `<p class="path-standing"><strong>${escaped(standing(path))}.</strong> ${targetLine(path)}</p>`,
    `<div class="path-wide">${drawScene(wide, 'path-drawing')}${caption(wide)}</div>`,
    `<div class="path-tall">${tallScenes(path)
      .map((scene) => drawScene(scene, 'path-drawing'))
      .join('')}</div>`,
    key(path),
    missing(path),
    '</div>',
  ].join('');
}

/** What the drawing cannot do, each only where it is so. */
function caption(scene: Scene): string {
  const stretched = scene.scale.words.some(({ text }) => text === NOT_TO_SCALE);
  const cut = stationsIn(scene).some((station) => station.cut);
  return [
    stretched
      ? `<p>${NOT_TO_SCALE}: days with much to tell have more room. The faint lines show where each part of the calendar begins.</p>`
      : '',
    cut ? '<p>Signs without all of their words had no room here: the list below has them.</p>' : '',
  ].join('');
}

function targetLine({ target, firstTarget, monitor, closed }: Path): string {
  const none = closed ? 'It had no target' : 'It has no target yet';
  const said = target ? `Target: ${escaped(targetInWords(target))}` : none;
  const first = firstTarget ? `; the first target was ${escaped(targetInWords(firstTarget))}` : '';
  return `${said}${first}. Followed by ${escaped(monitor)}.`;
}

/** Only what this picture shows, in the order of the signs. */
function key(path: Path): string {
  const marks = [...beginning(path), ...path.lines.flatMap((line) => line.marks), ...ending(path)];
  const kinds = new Set(marks.map((mark) => mark.kind));
  const shapes = (Object.keys(signs) as PathMarkKind[])
    .filter((kind) => kinds.has(kind))
    .map((kind) => item(signMarkup(kind, 14, 14), 28, signs[kind].words));
  const open = path.lines.some((line) => !line.closed && !line.notShared) || !path.closed;
  const ways = [
    open
      ? item(
          '<path d="M4 14H40" stroke="#6b6e70" stroke-width="4" stroke-linecap="round" stroke-dasharray="0 9"/>',
          44,
          'not there yet',
        )
      : '',
    path.closed || path.lines.some((line) => line.closed && !stopsAt(inOrder(line.marks)))
      ? item('<path d="M4 14H40" stroke="#0b5c3c" stroke-width="7" stroke-linecap="round"/>', 44, 'thick line: closed')
      : '',
    path.lines.some((line) => line.notShared && !line.closed)
      ? item('<path d="M4 14H40" stroke="#6b6e70" stroke-width="2"/>', 44, 'thin line: not shared with you')
      : '',
    marks.some((mark) => mark.invented === true) ? `<li><span aria-hidden="true">†</span> ${INVENTED}</li>` : '',
  ];
  return `<ul class="path-key" role="list" aria-label="What the signs mean">${[...shapes, ...ways].join('')}</ul>`;
}

function item(shape: string, width: number, words: string): string {
  return `<li><svg viewBox="0 0 ${width} 28" width="${width}" height="28" aria-hidden="true" focusable="false">${shape}</svg> ${words}</li>`;
}

function missing({ missing: sentences, nextReview }: Path): string {
  const all = sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join('');
  const list = all === '' ? '' : `<p><strong>Still missing</strong></p><ul>${all}</ul>`;
  const review = nextReview
    ? `<p><strong>Next review:</strong> ${escaped(nextReview.group)}, ${dateInWords(nextReview.on, true)}.</p>`
    : '';
  return list === '' && review === '' ? '' : `<div class="path-missing">${list}${review}</div>`;
}
