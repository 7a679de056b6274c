export * from './facts';
export {
  type CorrectNoteData,
  type NoteCorrection,
  type NoteField,
  type Notes,
  correctNote,
  isOfNote,
  noteChoices,
  noteCorrected,
  noteField,
  noteOf,
  noteRowCorrected,
  noteWords,
  withNote,
} from './noted';
export * from './rows';
export * from './rules';
export * from './state';
export * from './trail';
