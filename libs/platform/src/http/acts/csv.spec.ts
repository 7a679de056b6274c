import { everything, spreadsheet } from './csv';

describe('a spreadsheet', () => {
  it('has a heading, and gives no cell that a spreadsheet would run', () => {
    const rows = ['=1+1', '+1', '-1', '@x', 'plain "words", and more'].map((words) => ({
      Reference: 'REC-1',
      Words: words,
    }));
    expect(spreadsheet(rows)).toBe(
      '\ufeffReference,Words\r\nREC-1,\'=1+1\r\nREC-1,\'+1\r\nREC-1,\'-1\r\nREC-1,\'@x\r\nREC-1,"plain ""words"", and more"\r\n',
    );
  });
  it('holds every page of the list, once', async () => {
    const all = Array.from({ length: 450 }, (_, index) => index);
    const pageOf = (page: number) =>
      Promise.resolve({ items: all.slice((page - 1) * 200, page * 200), page, pageSize: 200, total: all.length });
    await expect(everything(pageOf)).resolves.toEqual(all);
  });
});
