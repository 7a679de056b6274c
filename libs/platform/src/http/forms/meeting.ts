import { ValidateNested } from 'class-validator';
import { type Meeting } from '#app/kernel';
import { build } from './build';
import { choice, GroupField } from './choice';
import { type FormContext, type Option, type OptionLists, optionsOf } from './context';
import { DateField } from './date';
import { field, type FieldOptions, type FormClass, rule } from './field';
import { fieldViews } from './fields-of';
import { isRecord, one, own, typed } from './raw';
import { inside, type Place } from './place';
import { schemaOf } from './schema';
import { HiddenField, TextField } from './text';
import { type Choice, type FieldView } from './view';
import { missing, shown, subject } from './words';

export interface MeetingOptions extends FieldOptions {
  /** It has taken place: a meeting of a later date is refused. */
  readonly held?: boolean;
  /** The group that met, where it is always the same: then nobody is asked. */
  readonly group?: string;
  /** Whether it may have been done between meetings, with a reason; yes when left out. */
  readonly between?: boolean;
}

/** What a form holds: a meeting (chosen or added in place), or why there was none. */
export type MeetingAnswer = Meeting | { readonly between: string };

/** The value under which a meeting stands in the list `meetings`. */
export const meetingKey = ({ group, date, label }: Meeting): string => JSON.stringify([group, date, label]);

function meetingOf(key: string): Record<keyof Meeting, string> | undefined {
  try {
    const parts: unknown = JSON.parse(key);
    const list: readonly unknown[] = Array.isArray(parts) ? parts : [];
    const [group, date, label, ...more] = list;
    if (typeof group !== 'string' || typeof date !== 'string' || typeof label !== 'string') return undefined;
    return more.length === 0 ? { group, date, label } : undefined;
  } catch {
    return undefined;
  }
}

/** A meeting of the list. Its parts were validated when it was first entered. */
class ChosenMeeting {
  @HiddenField() group: string;
  @HiddenField() date: string;
  @HiddenField({ max: 300 }) label: string;
}

/** A key that is no meeting of the list. */
class UnknownMeeting {
  @HiddenField({ max: 1000 }) existing: string;
}

class BetweenMeetings {
  @TextField('Why it was done between meetings', { called: 'why it was done between meetings', max: 300 })
  between: string;
}

/** Meetings that stand as radios; more of them go into one select. */
const MOST_SHOWN = 6;
const PARTS = ['choice', 'existing', 'group', 'date', 'label', 'between'];

/** The group of a meeting where it is always the same: nobody is asked; the API may name it, and no other. */
const SameGroupField = (group: string): PropertyDecorator => {
  const label = 'Group that met';
  return field(
    label,
    { optional: true },
    {
      take: (raw) => (raw === undefined || raw === '' ? group : raw),
      missing: missing('Select', 'an answer to', { label }),
      rules: [
        rule('same-group', (value, { lists }) => {
          if (value === group) return undefined;
          const name = optionsOf(lists, 'groups').find((one) => one.value === group)?.text ?? group;
          return `The group that met is the ${name} here: leave it out, or name that one`;
        }),
      ],
      schema: { const: group },
      view: ({ id, name }) => ({ is: 'hidden', id, name, value: group }),
    },
  );
};

/** A meeting added in place. */
function addedMeeting({ held, group }: MeetingOptions): FormClass {
  const WhichGroup =
    group === undefined ? GroupField('Group that met', { called: 'the group that met' }) : SameGroupField(group);
  class AddedMeeting {
    @WhichGroup group: string;
    @DateField('Date of the meeting', { called: 'the date of the meeting', past: held === true }) date: string;
    @TextField('What it is called', { called: 'the name of the meeting', hint: 'For example, Spring meeting' })
    label: string;
  }
  return AddedMeeting;
}

export function MeetingField(label: string, options: MeetingOptions = {}): PropertyDecorator {
  const { held = false, between = true } = options;
  const called = subject({ label, ...options });
  const Added = addedMeeting(options);

  const existing = (key: unknown, rest: Record<string, unknown>, context: FormContext): object | undefined => {
    if (key === undefined || key === '') return undefined;
    const known = optionsOf(context.lists, 'meetings').some(({ value }) => value === key);
    const meeting = known && typeof key === 'string' ? meetingOf(key) : undefined;
    return meeting === undefined
      ? build(UnknownMeeting, { ...rest, existing: key }, context)
      : build(ChosenMeeting, { ...rest, ...meeting }, { ...context, from: 'api' });
  };
  const fromPage = (raw: Record<string, unknown>, context: FormContext): object | undefined => {
    const rest = Object.fromEntries(Object.entries(raw).filter(([key]) => !PARTS.includes(key)));
    const chosen = one(raw.choice, context);
    const { group, date, label: name } = raw;
    if (chosen === 'new') return build(Added, { ...rest, group, date, label: name }, context);
    if (chosen === 'between') return build(BetweenMeetings, { ...rest, between: raw.between }, context);
    return existing(chosen === 'existing' ? raw.existing : chosen, rest, context);
  };
  const fromApi = (raw: Record<string, unknown>, context: FormContext): object | undefined => {
    const { existing: key, ...rest } = raw;
    if (Object.hasOwn(raw, 'existing')) return existing(key, rest, context) ?? build(UnknownMeeting, raw, context);
    return Object.hasOwn(raw, 'between') ? build(BetweenMeetings, raw, context) : build(Added, raw, context);
  };

  return field(label, options, {
    take: (raw, context) => {
      if (raw === undefined || raw === '') return undefined;
      if (!isRecord(raw)) return null;
      return context.from === 'page' ? fromPage(raw, context) : fromApi(raw, context);
    },
    missing: missing('Select', 'an answer to', { label, ...options }),
    rules: [
      rule('meeting', (value, { today }) => {
        if (value === null) return `${called} must be a meeting`;
        if (value instanceof UnknownMeeting)
          return `${called}: “${shown(value.existing)}” is not a meeting that you can choose here`;
        if (value instanceof BetweenMeetings && !between)
          return `${called} must be a meeting: this is not done between meetings`;
        if (held && value instanceof ChosenMeeting && value.date > today)
          return `${called} must have been held on or before today`;
        return undefined;
      }),
      ValidateNested({ message: `${called} must be a meeting` }),
    ],
    schema: {
      oneOf: [
        schemaOf(Added),
        { ...schemaOf(UnknownMeeting), description: 'The value of a meeting that is already entered.' },
        ...(between ? [schemaOf(BetweenMeetings)] : []),
      ],
    },
    view: (base, raw, context, place) => {
      const shownAs = asTyped(raw, context.lists);
      const added = reveal('new', 'Another meeting', fieldViews(Added, shownAs, context, place));
      const reason = reveal('between', 'Between meetings', fieldViews(BetweenMeetings, shownAs, context, place));
      const known = knownMeetings(context.lists, shownAs, place);
      const options = [...known, added, ...(between ? [reason] : [])];
      const chosen = typed(own(shownAs, 'choice'));
      return {
        ...base,
        is: 'radios',
        name: inside(place, 'choice').name,
        inline: false,
        options: options.map((option) => ({ ...option, checked: option.value === chosen })),
      };
    },
    nested: (value) => {
      if (value instanceof ChosenMeeting) return undefined;
      return value instanceof BetweenMeetings ? BetweenMeetings : Added;
    },
  });
}

const reveal = (value: string, text: string, reveals: readonly FieldView[]): Choice => ({
  value,
  text,
  checked: false,
  reveals,
});

function knownMeetings(lists: OptionLists, raw: unknown, place: Place): readonly Choice[] {
  const meetings = optionsOf(lists, 'meetings');
  if (meetings.length <= MOST_SHOWN) return meetings.map((meeting) => choice(meeting, false));
  const taken = typed(own(raw, 'existing'));
  const { id, name } = inside(place, 'existing');
  const first: Option = { value: '', text: 'Choose one' };
  const options = [first, ...meetings].map((meeting) => choice(meeting, meeting.value === taken));
  return [
    reveal('existing', 'A meeting already entered', [{ is: 'select', id, name, label: 'Which meeting', options }]),
  ];
}

/** A meeting that comes from a record, in the shape that the page sends. */
function asTyped(raw: unknown, lists: OptionLists): unknown {
  if (typeof raw !== 'object' || raw === null || own(raw, 'choice') !== undefined) return raw;
  if (own(raw, 'between') !== undefined) return { choice: 'between', between: own(raw, 'between') };
  const key = own(raw, 'existing') ?? meetingKey(raw as Meeting);
  const meetings = optionsOf(lists, 'meetings');
  if (!meetings.some(({ value }) => value === key)) return { choice: 'new', ...raw };
  return meetings.length <= MOST_SHOWN ? { choice: key } : { choice: 'existing', existing: key };
}
