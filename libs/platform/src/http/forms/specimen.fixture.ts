import {
  AgenciesField,
  AgencyField,
  ChoiceField,
  ChoicesField,
  DateField,
  FilesField,
  type FormContext,
  GroupField,
  GroupOf,
  HiddenField,
  is,
  LineField,
  ListOf,
  type MeetingAnswer,
  meetingKey,
  MeetingField,
  NarrativeField,
  NumberField,
  PersonField,
  RecordField,
  type TargetAnswer,
  TargetField,
  TextField,
  type UploadedFile,
  WordsField,
  YesNoField,
} from './index';

/** For the specs of this folder: a form with a field of every kind. */
export class View {
  @AgencyField('Agency') agency: string;
  @NarrativeField('Its view') words: string;
}

export class Criterion {
  @HiddenField() criterion: string;
  @ChoiceField('Is it met?', { met: 'Met', not: 'Not met', unclear: 'Not enough information' }) answer: string;
  @NarrativeField('Reason', { called: 'the reason' }) reason: string;
}

export class Attendance {
  @NumberField('People who attended') people: number;
  @NumberField('Hours', { optional: true, decimals: 1, max: 12, suffix: 'hours' }) hours?: number;
}

export class Specimen {
  @HiddenField() about: string;
  @LineField('Which line') line: string;
  @DateField('Date received', { past: true, initial: 'today' }) receivedOn: string;
  @DateField('Date decided', { notBefore: 'receivedOn', optional: true }) decidedOn?: string;
  @NarrativeField('What has been done', { hint: 'As you would tell a colleague', max: 400 }) text: string;
  @WordsField('Words of the recommendation', { optional: true }) words?: string;
  @TextField('Next step', { optional: true, max: 30 }) nextStep?: string;
  @ChoiceField('Outcome', { learn: { label: 'Learning event', hint: 'Held locally' }, none: 'No further action' })
  outcome: string;
  @NarrativeField('Why no further action', { when: is('outcome', 'none'), called: 'why there is no further action' })
  why?: string;
  @ChoicesField('Themes', { neglect: 'Neglect', online: 'Online harm' }, { optional: true }) themes?: string[];
  @YesNoField('Is it urgent?') urgent: boolean;
  @AgenciesField('Agencies involved') agencies: string[];
  @GroupField('Monitored by') group: string;
  @PersonField('Lead', { optional: true }) lead?: string;
  @RecordField('Carried into', { optional: true }) into?: string;
  @MeetingField('Decided at', { held: true, called: 'the meeting that decided' }) meeting: MeetingAnswer;
  @TargetField('Target') target: TargetAnswer;
  @GroupOf(Attendance, 'Attendance') attendance: Attendance;
  @ListOf(View, 'Views of agencies', { item: 'view', optional: true, max: 3 }) views?: View[];
  @ListOf(Criterion, 'Criteria', {
    fixed: { key: 'criterion', of: { harm: 'Serious harm', abuse: 'Abuse or neglect' } },
  })
  criteria: Criterion[];
  @FilesField('Files', { optional: true }) files?: UploadedFile[];
}

export const winter = { group: 'inquiry', date: '2025-01-14', label: 'Winter meeting' };
export const autumn = { group: 'inquiry', date: '2025-10-14', label: 'Autumn meeting' };
const options = (...values: string[]) => values.map((value) => ({ value, text: `The ${value}` }));

export const lists: FormContext['lists'] = {
  agencies: options('council', 'police', 'health', 'school', 'probation', 'hospital', 'charity', 'housing'),
  groups: options('inquiry', 'quality'),
  people: options('lead-nurse'),
  lines: options('line-1', 'line-2'),
  records: options('audit-1'),
  meetings: [winter, autumn].map((meeting) => ({ value: meetingKey(meeting), text: meeting.label })),
};
export const onPage: FormContext = { today: '2025-06-30', lists, from: 'page' };
export const inApi: FormContext = { ...onPage, from: 'api' };

/** As a browser sends it, read by qs. */
export const sent = {
  about: 'record-1',
  line: 'line-1',
  receivedOn: { day: '3', month: 'June', year: '2025' },
  decidedOn: { day: '', month: '', year: '' },
  text: '  First line\r\n\r\nSecond line  ',
  words: '',
  nextStep: '',
  outcome: 'none',
  why: 'It was looked at already.',
  themes: 'neglect',
  urgent: 'no',
  agencies: ['council', 'police'],
  group: 'quality',
  lead: '',
  into: '',
  meeting: {
    choice: 'new',
    group: 'inquiry',
    date: { day: '2', month: '6', year: '2025' },
    label: 'June',
    between: '',
  },
  target: {
    kind: 'quarter',
    date: { day: '', month: '', year: '' },
    month: { month: '', year: '' },
    quarter: 'Q3 2025-26',
    rhythm: '',
  },
  attendance: { people: '1,200', hours: '2.5' },
  views: [{ agency: '', words: '' }],
  criteria: [
    { criterion: 'harm', answer: 'met', reason: 'Two agencies say so.' },
    { criterion: 'abuse', answer: 'not', reason: 'Nothing points to it.' },
  ],
};

/** The same act as a client of the API sends it. */
export const json = {
  about: 'record-1',
  line: 'line-1',
  receivedOn: '2025-06-03',
  text: 'First line\n\nSecond line',
  outcome: 'none',
  why: 'It was looked at already.',
  themes: ['neglect'],
  urgent: false,
  agencies: ['council', 'police'],
  group: 'quality',
  meeting: { group: 'inquiry', date: '2025-06-02', label: 'June' },
  target: { kind: 'quarter', value: 'Q3 2025-26' },
  attendance: { people: 1200, hours: 2.5 },
  criteria: sent.criteria,
};
