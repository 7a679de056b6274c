import { type Facts, type Narrative, RuleBroken, narrative, wordsOf } from '#app/kernel';
import { isIsoDate, spoken } from '#app/calendar';
import { type Channel, type Shared, sharing } from './facts';
import type { SteppedDetail } from './rows';
import { type Stepped, datesInOrder } from './rules';
import { taken } from './state';

/** What may be recorded more than once after the decisions, with the step that each is of. */
const STEP_OF = { briefing: 'briefing', review: 'monitoring', check: 'impact' } as const;
type NoteKind = keyof typeof STEP_OF;

/** One of them: its day (ISO) and its words, a briefing's title being its words. */
export interface Note {
  readonly on: string;
  readonly words: string | Narrative;
  /** Of a briefing. */
  readonly channel?: Channel;
}

/** In the order in which they were recorded. */
export type Notes = Readonly<Partial<Record<NoteKind, readonly Note[]>>>;

/** Which value of which of them is put right: `review.0.words` is what the first review says. */
export type NoteField = `${NoteKind}.${number}.${'on' | 'words'}`;

interface Place {
  readonly kind: NoteKind;
  readonly at: number;
  readonly part: 'on' | 'words';
}

/** Undefined where a field is none of these. */
function placeOf(field: string): Place | undefined {
  const [, kind, at, part] = /^(briefing|review|check)\.(\d{1,3})\.(on|words)$/.exec(field) ?? [];
  return kind === undefined ? undefined : { kind: kind as NoteKind, at: Number(at), part: part as Place['part'] };
}

/** The right value in the place of a wrong one, which stays in the event. */
export interface NoteCorrection {
  readonly field: NoteField;
  readonly label: string;
  readonly from: string | Narrative;
  readonly to: string | Narrative;
  readonly reason: Narrative;
}

/** As a person asks for it. */
export type CorrectNoteData = Omit<NoteCorrection, 'label' | 'from'>;

/** Of a record's corrections, those of what may be recorded more than once. */
export const isOfNote = <Data extends { readonly field: string }>(
  data: Data,
): data is Extract<Data, { readonly field: NoteField }> => placeOf(data.field) !== undefined;

export const withNote = (notes: Notes, kind: NoteKind, note: Note): Notes => ({
  ...notes,
  [kind]: [...(notes[kind] ?? []), note],
});

/** A briefing's title stands where the others have their words. */
export const noteOf = ({ on, title, channel }: Shared): Note => ({ on, words: title, channel });

function noteValue(notes: Notes, field: NoteField): string | Narrative | undefined {
  const place = placeOf(field);
  return place && notes[place.kind]?.[place.at]?.[place.part];
}

interface Noting<Step extends string> extends Stepped<Step> {
  readonly notes: Notes;
  readonly shared: readonly string[];
  readonly endedOn?: string;
}

const NAMES: Readonly<Record<NoteKind, string>> = {
  briefing: 'Practitioner briefing',
  review: 'Monitoring of its recommendations',
  check: 'Impact check',
};

function noteLabel(field: NoteField): string {
  const { kind, at, part } = placeOf(field) ?? { kind: 'briefing', at: 0, part: 'words' };
  return `${NAMES[kind]}${at > 0 ? ` ${at + 1}` : ''}, ${part === 'on' ? 'date' : 'words'}`;
}

const plain = (value: string | Narrative): string => (typeof value === 'string' ? value : wordsOf(value));

export function correctNote<Step extends string>(
  { field, to, reason }: CorrectNoteData,
  state: Noting<Step>,
  facts: Facts,
): NoteCorrection {
  const from = noteValue(state.notes, field);
  if (from === undefined) throw new RuleBroken('nothing-to-correct', 'Choose something that is recorded here.', 'note');
  if (plain(from) === plain(to))
    throw new RuleBroken('same-value', 'This is the value that is recorded already.', askedAs(field));
  refuseUnfitNote(field, plain(to), state, facts);
  return { field, label: noteLabel(field), from, to, reason };
}

/** The field of the form in which the right value is asked. */
const askedAs = (field: NoteField): string => (field.endsWith('.on') ? 'date' : 'words');

/** The day stays between those of the steps around it, and before the end; words are never taken away. */
function refuseUnfitNote<Step extends string>(field: NoteField, said: string, state: Noting<Step>, facts: Facts): void {
  const place = placeOf(field);
  if (place?.part === 'words' && said.trim() === '')
    throw new RuleBroken('wrong-shape', `Enter the right value of: ${noteLabel(field)}.`, 'words');
  if (place?.part !== 'on') return;
  if (!isIsoDate(said)) throw new RuleBroken('wrong-shape', `${noteLabel(field)} must be a real date.`, 'date');
  datesInOrder(STEP_OF[place.kind] as string as Step, said, state, facts, 'date');
  if (state.endedOn !== undefined && said > state.endedOn)
    throw new RuleBroken(
      'dates-backwards',
      `The date cannot be after ${spoken(state.endedOn)}, the day on which it was closed or cancelled.`,
      'date',
    );
}

/** The rules' fold: the step counts from the first day of its kind, and the same briefing is still not shared twice. */
export function noteCorrected<State extends Noting<string>>(
  state: State,
  field: NoteField,
  to: string | Narrative,
): State {
  const place = placeOf(field);
  if (!place) return state;
  const { kind, at, part } = place;
  const list = (state.notes[kind] ?? []).map((note, index) => (index === at ? { ...note, [part]: to } : note));
  const after = { ...state, notes: { ...state.notes, [kind]: list } };
  const shared = kind === 'briefing' ? { ...after, shared: list.map(briefingKey) } : after;
  const first = firstDay(list);
  return part === 'on' && first !== undefined ? taken(shared, STEP_OF[kind] as never, first) : shared;
}

const briefingKey = ({ channel = 'subgroups', on, words }: Note): string =>
  sharing({ channel, on, title: plain(words) });

const firstDay = (notes: readonly { readonly on: string }[]): string | undefined =>
  notes.map(({ on }) => on).toSorted()[0];

/** Where the row keeps each kind, and what it calls its words. */
const ROWS = {
  briefing: { list: 'briefings', words: 'title' },
  review: { list: 'reviews', words: 'summary' },
  check: { list: 'checks', words: 'words' },
} as const;

type RowOf = Readonly<Record<string, unknown>> & { readonly on: string };

const rowsOf = (detail: object, kind: NoteKind): readonly RowOf[] =>
  (detail as Readonly<Record<string, readonly RowOf[]>>)[ROWS[kind].list] ?? [];

/** The same on a row: the right value in its place. */
export function noteRowCorrected<Detail extends SteppedDetail<string>>(
  detail: Detail,
  field: NoteField,
  to: string | Narrative,
): Detail {
  const place = placeOf(field);
  if (!place) return detail;
  const { kind, at, part } = place;
  const { list, words } = ROWS[kind];
  const right = { [part === 'on' ? 'on' : words]: plain(to) };
  const notes = rowsOf(detail, kind).map((note, index) => (index === at ? { ...note, ...right } : note));
  const after = { ...detail, [list]: notes };
  const step = detail.steps[STEP_OF[kind]];
  const first = firstDay(notes);
  if (part === 'words' || !step || first === undefined) return after;
  return { ...after, steps: { ...detail.steps, [STEP_OF[kind]]: { ...step, on: first } } };
}

/** All of them for a form to choose from: `briefing.0` with its words and day. */
export const noteChoices = (detail: object): readonly { readonly value: string; readonly text: string }[] =>
  (Object.keys(ROWS) as NoteKind[]).flatMap((kind) =>
    rowsOf(detail, kind).map((row, at) => ({
      value: `${kind}.${at}`,
      text: `${NAMES[kind]}, ${spoken(row.on)}: ${shortened(String(row[ROWS[kind].words]))}`,
    })),
  );

/** What a form's choice and its words come to: a briefing's title is a plain value, all else is somebody's words. */
export const noteField = (chosen: string | undefined, part: 'on' | 'words'): NoteField =>
  `${chosen ?? ''}.${part}` as NoteField;
export const noteWords = (chosen: string | undefined, words = ''): string | Narrative =>
  chosen?.startsWith('briefing') === true ? words : narrative(words);

const LONGEST = 80;
const shortened = (words: string): string => (words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`);
