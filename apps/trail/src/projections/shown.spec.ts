import { Writable } from 'node:stream';
import { Shown } from './shown';

/** What is written while an hour goes by in which `how` is heard, each at its second. */
function written(how: (shown: Shown, after: (seconds: number) => void) => void, isTTY: boolean): string {
  let [now, text] = [0, ''];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const err = Object.assign(sink, { isTTY, columns: 80 });
  const shown = new Shown('post', { env: {}, out: err, err }, () => now);
  how(shown, (seconds) => (now = seconds * 1_000));
  shown.stop();
  return text;
}

const rebuilt = (shown: Shown, after: (seconds: number) => void): void => {
  for (let second = 1; second <= 25; second++) {
    after(second);
    shown.filling({ position: BigInt(second * 4 - 1), of: 99n, events: second * 2, rate: 4 });
  }
  for (let second = 26; second <= 37; second++) {
    after(second);
    shown.finishing({ phase: 'indexing', done: (second - 26) / 4, of: 4 });
  }
  for (let second = 38; second <= 60; second++) {
    after(second);
    shown.finishing({ phase: 'comparing', seconds: second - 38 });
  }
};

describe('how a rebuild is shown', () => {
  it('is a line every ten seconds where nobody looks at a terminal, in every part of it', () => {
    expect(written(rebuilt, false)).toBe(
      [
        'post: filling, 40 %, 20 events taken, 4 a second, 15 s left',
        'post: filling, 80 %, 40 events taken, 4 a second, 5 s left',
        'post: indexing, 25 %, 1 of 4 indexes, 12 s left',
        'post: comparing, 2 s so far',
        'post: comparing, 12 s so far',
        'post: comparing, 22 s so far',
        '',
      ].join('\n'),
    );
  });

  it('is no line at all where it is over in seconds', () => {
    const brief = (shown: Shown): void => {
      shown.filling({ position: 99n, of: 99n, events: 50, rate: 100 });
      shown.finishing({ phase: 'comparing', seconds: 0 });
    };
    expect(written(brief, false)).toBe('');
  });

  it('is a bar on a terminal, for each part the last of them on a line of its own', () => {
    const text = written(rebuilt, true);
    const lines = text.split('\n').map((line) => line.split('\r\u001b[K').at(-1));
    expect(lines).toEqual([
      `post ${'█'.repeat(20)} filling, 100 %, 50 events taken, 4 a second, 0 s left`,
      `post ${'█'.repeat(22)}${'░'.repeat(11)} indexing, 68 %, 2 of 4 indexes, 5 s left`,
      'post comparing, 22 s so far',
      '',
    ]);
    expect(text).toMatch(/post █+░+ filling, 40 %/);
  });
});
