import { type PathMark } from '../path';
import { type Face, LINE_HEIGHT, widthOf } from './lettering';

/** A laid-out drawing, before it becomes markup: what the tests measure is what the reader sees. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly rails: readonly Rail[];
  /** Axis, due line, today line: said in the name of the drawing, so hidden from screen readers. */
  readonly scale: { readonly rules: readonly Rule[]; readonly words: readonly Words[] };
  readonly parts: readonly Part[];
}

export interface Rail {
  readonly d: string;
  readonly look: 'going' | 'closed' | 'ahead' | 'hidden';
  /** Runs behind words that stand in its way. */
  readonly under?: boolean;
}

export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly look: 'tick' | 'due' | 'overdue' | 'firstDue' | 'today' | 'pole';
}

export interface Words {
  /** Left edge, whatever the alignment. */
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
  readonly text: string;
  readonly face: Face;
  readonly align?: 'end';
  readonly tone?: 'quiet' | 'good' | 'bad';
}

/** The source and what was agreed, one owner's line, or the end. */
export interface Part {
  readonly name: string;
  readonly words: readonly Words[];
  readonly stations: readonly Station[];
  /** An open ring: the end that is not reached yet. */
  readonly ring?: { readonly x: number; readonly y: number };
}

export interface Station {
  readonly mark: PathMark;
  readonly owner: string;
  readonly x: number;
  readonly y: number;
  readonly words: readonly Words[];
  readonly pole?: Rule;
  /** The words had to be left out or cut short. */
  readonly cut: boolean;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(words: Words): Box {
  const { x, y, width, face } = words;
  return { left: x, top: y - face.size * 0.86, right: x + width, bottom: y + face.size * 0.24 };
}

export function wordsIn(scene: Scene): Words[] {
  return [...scene.scale.words, ...scene.parts.flatMap((p) => [...p.words, ...p.stations.flatMap((s) => s.words)])];
}

export function stationsIn(scene: Scene): Station[] {
  return scene.parts.flatMap((part) => part.stations);
}

/** Lines of type under each other, from a left edge or up to a right one; `y` is the first baseline. */
export function block(
  lines: readonly string[],
  face: Face,
  at: { y: number } & ({ left: number } | { right: number }),
): Words[] {
  return lines.map((text, n) => {
    const width = widthOf(text, face);
    const y = at.y + n * LINE_HEIGHT;
    return 'left' in at
      ? { x: at.left, y, width, text, face }
      : { x: at.right - width, y, width, text, face, align: 'end' as const };
  });
}
