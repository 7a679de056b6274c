import type { Message, Metadata, Narrative, Recorded, SealedFields } from '#app/kernel';
import { narrative } from '#app/kernel';
import type { NewEvent } from '../event-log/event-log';
import { type Belongs, newKey, seal, unseal } from './cipher';
import { Sealing } from './sealing';
import { type Place, SubjectErased } from './vault';

const declared: SealedFields = {
  Named: [
    { each: 'people', subject: 'subject', fields: ['name', 'address'] },
    { subject: 'referrer', fields: ['note'] },
  ],
};

/** Keys in memory, one for each person. */
class Keys {
  private readonly keys = new Map<string, Buffer>();
  readonly erased = new Set<string>();

  seal(text: string, place: Place) {
    if (this.erased.has(place.subject)) return Promise.reject(new SubjectErased());
    return Promise.resolve(seal(text, place.subject, this.key(place.subject), at(place)));
  }

  open(value: Parameters<typeof unseal>[0], place: Place) {
    if (this.erased.has(place.subject)) return Promise.resolve({ kept: false } as const);
    return Promise.resolve({ kept: true, text: unseal(value, this.key(place.subject), at(place)) } as const);
  }

  private key(subject: string): Buffer {
    const key = this.keys.get(subject) ?? newKey();
    this.keys.set(subject, key);
    return key;
  }
}

const at = (place: Place): Belongs => ({ ...place, partnership: 'p' });

const event = (data: object): Message => ({ type: 'Named', data });
const fresh = (data: object): NewEvent => ({
  id: 'e1',
  event: event(data),
  schemaVersion: 1,
  metadata: {} as unknown as Metadata,
});
const stored = ({ id, event: kept, schemaVersion, metadata }: NewEvent): Recorded => ({
  id,
  event: kept,
  schemaVersion,
  metadata,
  stream: 'kind-1',
  revision: 0,
  position: 0n,
  at: '',
});

const data = {
  people: [
    { subject: 's1', kind: 'child', name: narrative('Ada'), address: narrative('1 High Street') },
    { subject: 's2', kind: 'family', name: narrative('Byron') },
  ],
  referrer: 's3',
  note: narrative('Called twice'),
  why: narrative('Not declared: stays open'),
};

describe('sealing', () => {
  let keys: Keys;
  let sealing: Sealing;

  beforeEach(() => {
    keys = new Keys();
    sealing = new Sealing(keys, { kind: declared });
  });

  const sealedData = async (given: object = data) => {
    const [written] = await sealing.seal('kind', [fresh(given)]);
    return written?.event.data as typeof data;
  };

  it('seals what is declared, each person under their own key, and nothing else', async () => {
    const sealed = await sealedData();
    expect(JSON.stringify(sealed)).not.toMatch(/Ada|High Street|Byron|Called/);
    expect(sealed.why).toEqual(data.why);
    expect(sealed.people.map(({ name }) => (name as Narrative & { key: string }).key)).toEqual(['s1', 's2']);
    expect(sealed.people.map(({ kind }) => kind)).toEqual(['child', 'family']);
    expect(sealed.people[1]).not.toHaveProperty('address');
  });

  it('leaves other kinds and types of event alone', async () => {
    const [written] = await sealing.seal('other', [fresh(data)]);
    expect(written?.event.data).toEqual(data);
  });

  it('leaves what is sealed as it is', async () => {
    const once = await sealedData();
    await expect(sealedData(once)).resolves.toEqual(once);
  });

  it('refuses an event whose declared field is no narrative, rather than storing it in the open', async () => {
    await expect(sealedData({ ...data, note: 'plain' })).rejects.toThrow('note is declared as sealed');
    await expect(sealedData({ ...data, referrer: undefined })).rejects.toThrow('has no referrer');
  });

  it('seals nothing for a person who was erased', async () => {
    keys.erased.add('s2');
    await expect(sealedData()).rejects.toThrow(SubjectErased);
  });

  it('knows the same request again, and tells another one', async () => {
    const [written] = await sealing.seal('kind', [fresh(data)]);
    const kept = [stored(written ?? fresh(data))];
    const [ada, byron] = data.people;
    const again = (given: object) => sealing.same('kind', [event(given)], kept);
    await expect(again(data)).resolves.toBe(true);
    await expect(again({ ...data, people: [{ ...ada, name: narrative('Ada B') }, byron] })).resolves.toBe(false);
    await expect(again({ ...data, people: [ada] })).resolves.toBe(false);
    const { address: _, ...less } = data.people[0] ?? {};
    await expect(again({ ...data, people: [less, byron] })).resolves.toBe(false);
    expect(sealing.touches('kind', kept)).toBe(true);
    expect(sealing.touches('other', kept)).toBe(false);
  });

  it('takes what cannot be opened any more for the same', async () => {
    const [written] = await sealing.seal('kind', [fresh(data)]);
    keys.erased.add('s1');
    const other = { ...data, people: [{ ...data.people[0], name: narrative('Another') }, data.people[1]] };
    await expect(sealing.same('kind', [event(other)], [stored(written ?? fresh(data))])).resolves.toBe(true);
  });
});
