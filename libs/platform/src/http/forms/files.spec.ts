import {
  errorAt,
  FilesField,
  lostFiles,
  readForm,
  type SentFile,
  TextField,
  type UploadedFile,
  type FormContext,
} from './index';

class Evidence {
  @TextField('Note', { optional: true }) note?: string;
  @FilesField('Evidence files', { most: 2 }) files: UploadedFile[];
}
const page: FormContext = { today: '2025-06-30', lists: {}, from: 'page' };
const pdf = Buffer.from('%PDF-1.7 …');
const file = (originalname: string, buffer: Uint8Array = pdf): SentFile => ({
  fieldname: 'files',
  originalname,
  mimetype: 'application/x-anything',
  buffer,
});
const read = (files: FormContext['files']) => readForm(Evidence, {}, { ...page, files });
const message = (files: FormContext['files']) => {
  const answer = read(files);
  return 'errors' in answer ? answer.errors.map((error) => error.message) : [];
};

describe('uploaded files', () => {
  it('are read from multer, under the type that their name stands for', () => {
    const expected = { form: { files: [{ name: 'minutes.pdf', type: 'application/pdf', bytes: pdf }] } };
    expect(read([file('minutes.pdf')])).toMatchObject(expected);
    expect(read({ files: [file('C:\\fakepath\\minutes.pdf')] })).toMatchObject(expected);
  });

  it('are read from JSON', () => {
    const body = { files: [{ name: 'minutes.pdf', content: pdf.toString('base64') }] };
    expect(readForm(Evidence, body, { ...page, from: 'api' })).toMatchObject({
      form: { files: [{ name: 'minutes.pdf', bytes: pdf }] },
    });
  });

  it('keep a name with accents, that multer reads as Latin-1, and lose what a file name may not hold', () => {
    const name = Buffer.from('Résumé\u0007 <1>.pdf').toString('latin1');
    expect(read([file(name)])).toMatchObject({ form: { files: [{ name: 'Résumé 1.pdf' }] } });
  });

  it.each<[string, SentFile[], string]>([
    ['none', [], 'Choose evidence files'],
    ['another field', [{ ...file('a.pdf'), fieldname: 'other' }], 'Choose evidence files'],
    ['too many', [file('a.pdf'), file('b.pdf'), file('c.pdf')], 'Evidence files may be 2 at most'],
    ['empty', [file('a.pdf', Buffer.alloc(0))], 'Evidence files: “a.pdf” is empty'],
    [
      'too large',
      [file('a.pdf', Buffer.alloc(20 * 1024 * 1024 + 1))],
      'Evidence files: “a.pdf” is 20.1 MB. A file may have 20 MB at most',
    ],
    [
      'too large to have been read',
      [{ ...file('a.pdf', Buffer.alloc(0)), tooLarge: 31_457_280 }],
      'Evidence files: “a.pdf” is 30 MB. A file may have 20 MB at most',
    ],
    ['not what its name says', [file('a.png')], 'Evidence files: “a.png” is not the kind of file that its name says'],
    [
      'text with bytes of nothing',
      [file('a.txt', Buffer.from([65, 0, 66]))],
      'Evidence files: “a.txt” is not the kind of file that its name says',
    ],
  ])('%s: refused', (_what, files, expected) => {
    expect(message(files)).toEqual([expected]);
  });

  it.each(['a.exe', 'a.pdf.html', 'a', 'a.svg', 'a.constructor', '__proto__'])('of the name %s are refused', (name) => {
    expect(message([file(name)])).toEqual([expect.stringContaining('must be a PDF, Word, Excel')]);
  });
});

describe('a form that comes back', () => {
  const words = (files: readonly SentFile[], errors = [errorAt(Evidence, 'note', 'Enter a note')]) =>
    lostFiles(Evidence, files, errors).map(({ name, id, message: said }) => [name, id, said]);

  it('says that the chosen file must be chosen again, after the errors of the fields before it', () => {
    expect(words([file('a.pdf')])).toEqual([
      ['note', 'note', 'Enter a note'],
      ['files', 'files', 'Choose the file again: “a.pdf”'],
    ]);
    expect(words([file('a.pdf'), file('b.pdf')])[1]?.[2]).toBe('Choose the files again: “a.pdf” and “b.pdf”');
  });

  it('says so where nothing else is wrong: the file is lost all the same', () => {
    expect(words([file('a.pdf')], [])).toEqual([['files', 'files', 'Choose the file again: “a.pdf”']]);
  });

  it('says nothing of files where none was chosen, and nothing twice where the file itself is at fault', () => {
    expect(words([])).toHaveLength(1);
    expect(words([file('a.exe')], [errorAt(Evidence, 'files', 'It is a program')])).toEqual([
      ['files', 'files', 'It is a program'],
    ]);
  });

  it('keeps away from files of fields that the form does not have', () => {
    expect(words([{ ...file('a.pdf'), fieldname: 'other' }])).toHaveLength(1);
  });
});
