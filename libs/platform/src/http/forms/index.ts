export { offering } from './context';
export type { Option, OptionLists, UploadedFile, SentFile, SentFiles, FormContext } from './context';
export { type FieldError, type FieldOptions, type FormClass, type Schema, is } from './field';
export { type Choice, type FieldView, type GroupView } from './view';
export { HiddenField, NarrativeField, type TextOptions, TextField, WordsField } from './text';
export {
  NhsNumberField,
  SealedChoiceField,
  SealedDateField,
  SealedTextField,
  SealedWordsField,
  withoutSealed,
} from './sealed';
export { DateField, type DateOptions } from './date';
export { NumberField, type NumberOptions } from './number';
export {
  AgenciesField,
  AgencyField,
  ChoiceField,
  ChoicesField,
  GroupField,
  LineField,
  OptionField,
  OptionsField,
  PersonField,
  RecordField,
  YesNoField,
} from './choice';
export { GroupOf, ListOf, type ListOptions } from './group';
export { ConflictsAnswer, ConflictsField, WHAT_WAS_DONE, asksConflicts, conflictsIn, declarerKey } from './conflicts';
export { type MeetingAnswer, MeetingField, type MeetingOptions, meetingKey } from './meeting';
export { TargetAnswer, TargetField } from './target';
export { FilesField, type FilesOptions, MOST_BYTES, MOST_FILES } from './files';
export { lostFiles } from './lost-files';
export { toldApart } from './told-apart';
export { errorAt, type ReadForm, readForm } from './read-form';
export { fieldsOf, type Showing } from './fields-of';
export { changedList } from './changed-list';
export { schemaOf } from './schema';
export { type Written, freeTextOf, narrativesOf } from './free-text';
export { findIdentifying, type Identifying } from './identifying';
