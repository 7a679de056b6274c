/** What a page needs to show one field. Texts are plain; the template escapes them. */
export interface FieldBase {
  readonly id: string;
  readonly name: string;
  /** With "(optional)" where it is. */
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  readonly checked: boolean;
  /** In a long list, the heading under which it stands. */
  readonly section?: string;
  /** The id of its input, where others link to it. */
  readonly id?: string;
  /** Shown while this choice is taken. */
  readonly reveals: readonly FieldView[];
}

export interface DateBox {
  readonly key: 'day' | 'month' | 'year';
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
}

export interface GroupView {
  readonly legend: string;
  readonly hint?: string;
  readonly fields: readonly FieldView[];
  /** The value of the button `_remove`, where this group may be taken away. */
  readonly remove?: string;
}

export type FieldView =
  | {
      readonly is: 'hidden';
      readonly id: string;
      readonly name: string;
      readonly value: string;
      readonly error?: string;
    }
  | (FieldBase & { readonly is: 'input'; readonly value: string; readonly numeric: boolean; readonly suffix?: string })
  | (FieldBase & { readonly is: 'textarea'; readonly value: string; readonly rows: number; readonly max: number })
  | (FieldBase & { readonly is: 'date'; readonly boxes: readonly DateBox[] })
  | (FieldBase & { readonly is: 'radios'; readonly options: readonly Choice[]; readonly inline: boolean })
  | (FieldBase & { readonly is: 'checkboxes'; readonly options: readonly Choice[] })
  | (FieldBase & { readonly is: 'select'; readonly options: readonly Omit<Choice, 'reveals'>[] })
  | (FieldBase & { readonly is: 'files'; readonly accept: string; readonly multiple: boolean })
  | (FieldBase & { readonly is: 'group'; readonly fields: readonly FieldView[] })
  | (FieldBase & {
      readonly is: 'list';
      readonly groups: readonly GroupView[];
      /** The words on the button `_add`, where one more may be added; its value is `name`. */
      readonly add?: string;
    });
