import type { Conflict } from '#app/kernel';
import { ChoiceField, OptionField } from './choice';
import { field, type FieldOptions, fieldsIn, type FormClass, is } from './field';
import { groupKind, ListOf } from './group';
import { TextField } from './text';

/** What is done about a conflict of interest, in the words of the form and of every page. */
export const WHAT_WAS_DONE: Readonly<Record<Conflict['did'], string>> = {
  left: 'They left the room',
  'took-no-part': 'They took no part in the decision',
  stayed: 'They stayed',
};

const DeclarerField = OptionField('declarers', 'is not a role or an agency in the directory');

/** One declaration. */
export class ConflictForm {
  @DeclarerField('Who declared it?', { called: 'who declared it', hint: 'A role or an agency' }) who: string;
  @TextField('What is the conflict?', {
    called: 'what the conflict is',
    hint: 'In a few words, without names. For example: manages the service that is spoken of',
    max: 200,
  })
  nature: string;
  @ChoiceField('What was done about it?', WHAT_WAS_DONE, { called: 'what was done about it' }) did: Conflict['did'];
  @TextField('Why did they stay?', { called: 'why they stayed', when: is('did', 'stayed'), max: 300 }) reason?: string;
}

/**
 * "None was declared" is filled in, because it is what is true until somebody declares one, and because it claims no more: not
 * that nobody had an interest. Leaving it out of a request says that it was not asked.
 */
export class ConflictsAnswer {
  @ChoiceField(
    'Did anybody who took part have a conflict of interest?',
    { none: 'None was declared', declared: 'Yes, it was declared' },
    { called: 'whether anybody had a conflict of interest', initial: 'none' },
  )
  declared: 'none' | 'declared';
  @ListOf(ConflictForm, 'What was declared', {
    called: 'what was declared',
    item: 'declaration',
    max: 10,
    when: is('declared', 'declared'),
  })
  by?: ConflictForm[];
}

const LABEL = 'Conflicts of interest';

/** Asked at every decision. Its property is called `conflicts`; the write path keeps it beside the meeting of the decision. */
export function ConflictsField(options: Pick<FieldOptions, 'when'> = {}): PropertyDecorator {
  const asked = { ...options, optional: true };
  const kind = groupKind(ConflictsAnswer, LABEL, asked);
  // It is asked of everybody, and answered beforehand: "(optional)" would say otherwise.
  return field(LABEL, asked, {
    ...kind,
    schema: { ...kind.schema, description: 'Left out, it was not asked.' },
    view: (base, ...rest) => kind.view({ ...base, label: LABEL }, ...rest),
  });
}

export const asksConflicts = (form: FormClass): boolean => fieldsIn(form).some(({ key }) => key === 'conflicts');

/** A post of the directory, or an agency, as the list `declarers` names it. */
export const declarerKey = (of: 'post' | 'agency', id: string): string => `${of}:${id}`;

/** What a form declares; nothing where it was not asked. */
export function conflictsIn(form: { readonly conflicts?: ConflictsAnswer }): readonly Conflict[] | undefined {
  return (
    form.conflicts &&
    (form.conflicts.by ?? []).map(({ who, nature, did, reason }) => {
      const at = who.indexOf(':');
      const id = who.slice(at + 1);
      return {
        ...(who.startsWith('post:') ? { post: id } : { agency: id }),
        nature,
        did,
        ...(reason !== undefined && { reason }),
      };
    })
  );
}
