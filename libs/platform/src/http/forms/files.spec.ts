import { FilesField, readForm, type SentFile, TextField, type UploadedFile, type FormContext } from './index';

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
      'Evidence files: “a.pdf” must be smaller than 20 megabytes',
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
