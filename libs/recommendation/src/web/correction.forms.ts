import { AgencyField, ChoiceField, DateField, NarrativeField, TextField, WordsField, is } from '#app/platform';
import type { Scope } from '../domain/recommendation.events';
import { OnLineForm } from './line.forms';
import { CORRECTABLE, CORRECTABLE_ON_LINE, SCOPES } from './recommendation.names';

const why = { called: 'why', hint: 'The old value stays on the record, struck through', max: 2000, rows: 3 };
const words = (field: string) => ({ called: 'the right words', when: is('field', field) });
const date = (field: string) => ({ called: 'the right date', past: true, when: is('field', field) });

/** One right value: each question is asked for its own fact only. */
export class CorrectForm {
  @ChoiceField('What is wrong?', CORRECTABLE, { called: 'what is wrong' }) field: keyof typeof CORRECTABLE;
  @ChoiceField('The right scope', SCOPES, { called: 'the right scope', when: is('field', 'scope') }) scope?: Scope;
  @TextField('The right themes', { ...words('themes'), hint: 'Separate several with commas', max: 300 })
  themes?: string;
  @WordsField('The right words', { ...words('outcome'), max: 1000, rows: 2 }) outcome?: string;
  @TextField('The right reference', { ...words('source-reference'), max: 80 }) sourceReference?: string;
  @TextField('The right title', { ...words('source-title'), max: 200 }) sourceTitle?: string;
  @DateField('The right date', date('source-on')) sourceOn?: string;
  @NarrativeField('The right words', { ...words('check-method'), max: 2000, rows: 3 }) checkMethod?: string;
  @NarrativeField('The right words', { ...words('check-result'), max: 2000, rows: 4 }) checkResult?: string;
  @TextField('The right measure', { called: 'the right measure', when: is('field', 'check-before'), max: 120 })
  checkBefore?: string;
  @TextField('The right measure', { called: 'the right measure', when: is('field', 'check-after'), max: 120 })
  checkAfter?: string;
  @NarrativeField('Why?', why) reason: string;
}

export class CorrectLineForm extends OnLineForm {
  @ChoiceField('What is wrong?', CORRECTABLE_ON_LINE, { called: 'what is wrong' })
  field: keyof typeof CORRECTABLE_ON_LINE;
  @AgencyField('The right agency', { called: 'the right agency', when: is('field', 'owner') }) agency?: string;
  @TextField('The right role', { ...words('role'), hint: 'A role, not a name', max: 120 }) role?: string;
  @WordsField('The right words', { ...words('counts'), max: 500, rows: 2 }) counts?: string;
  @NarrativeField('The right words', { ...words('progress'), max: 4000 }) progress?: string;
  @DateField('The right date', date('progress-on')) progressOn?: string;
  @DateField('The right date', date('evidence-on')) evidenceOn?: string;
  @TextField('The right role', { ...words('evidence-role'), hint: 'A role, not a name', max: 120 })
  evidenceRole?: string;
  @NarrativeField('Why?', why) reason: string;
}
