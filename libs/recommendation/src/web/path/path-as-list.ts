import { type Path, type PathMark, type PathMarkKind } from '../path';
import { END, INVENTED, NOT_SHARED, START, aimInWords, asShared, beginning, dateOf, ending, inOrder } from './facts';
import { signs } from './marks';

/** The same facts as the picture, in the same order, for the list under it and for anyone who would rather read. */
export interface PathInWords {
  readonly parts: readonly PathPart[];
}
export interface PathPart {
  readonly name: string;
  /** Role, state, target, and whether its steps are shared: whole phrases, ready to print. */
  readonly notes: readonly string[];
  readonly steps: readonly PathStep[];
}
export interface PathStep {
  readonly kind: PathMarkKind;
  readonly kindWords: string;
  /** ISO; absent where the source does not state it. */
  readonly on?: string;
  /** "16 June 2025", or that the date is not stated. */
  readonly date: string;
  readonly label: string;
  readonly href?: string;
  /** "invented for the demonstration", where it is. */
  readonly invented?: string;
}

export function pathAsList(whole: Path): PathInWords {
  const path = asShared(whole);
  const lines = path.lines.map((line): PathPart => {
    const notes = [
      line.state,
      line.role,
      line.target && aimInWords(line.target),
      line.notShared ? NOT_SHARED : undefined,
    ];
    return { name: line.owner, notes: notes.filter((note) => note !== undefined), steps: stepsOf(inOrder(line.marks)) };
  });
  const end: PathPart = { name: END, notes: [path.state], steps: stepsOf(ending(path)) };
  return { parts: [{ name: START, notes: [], steps: stepsOf(beginning(path)) }, ...lines, end] };
}

function stepsOf(marks: readonly PathMark[]): PathStep[] {
  return marks.map((mark) => ({
    kind: mark.kind,
    kindWords: signs[mark.kind].words,
    date: dateOf(mark, true),
    label: mark.label,
    ...(mark.on !== undefined && { on: mark.on }),
    ...(mark.href !== undefined && { href: mark.href }),
    ...(mark.invented === true && { invented: INVENTED }),
  }));
}
