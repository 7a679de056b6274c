import { pino } from 'pino';
import { observedBy } from './observed';

describe('what an engine says into the log', () => {
  const heard = (say: (observer: ReturnType<typeof observedBy>) => void) => {
    const lines: { reader: string; msg: string }[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as { reader: string; msg: string });
    say(observedBy(pino({ level: 'info' }, { write })));
    return lines;
  };

  it('names every new version that is waited for, and each only now and then', () => {
    const lines = heard(({ said }) => {
      for (const reader of ['agency-2', 'post-3', 'agency-2', 'post-3']) said?.({ reader, awaited: true, led: true });
    });
    expect(lines.map(({ reader }) => reader)).toEqual(['agency-2', 'post-3']);
    expect(lines[0]?.msg).toBe('Waiting until the table of a new version has been filled (trail rebuild --new)');
  });

  it('says what to do where nobody is at it', () => {
    const [line] = heard(({ said }) => said?.({ reader: 'agency-2', awaited: true, led: false }));
    expect(line?.msg).toBe(
      'Waiting until the table of a new version has been filled. ' +
        'Nobody leads that at the moment: ' +
        'run trail rebuild --new again as the owner of the tables, or give it up (trail rebuild NAME --give-up)',
    );
  });

  it('says that indexes are made and tables compared, which may take minutes', () => {
    const reader = 'agency-2';
    const indexing = { phase: 'indexing', done: 2.5, of: 4 } as const;
    const comparing = { phase: 'comparing', seconds: 12 } as const;
    const [one] = heard(({ said }) => said?.({ reader, finishing: indexing }));
    const [other] = heard(({ said }) => said?.({ reader, finishing: comparing }));
    expect(one).toMatchObject({ reader, msg: 'Making the indexes of the table of a new version', done: 2.5, of: 4 });
    expect(other).toMatchObject({
      reader,
      msg: 'Comparing the table of a new version with the one before',
      seconds: 12,
    });
  });
});
