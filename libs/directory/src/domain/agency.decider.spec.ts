import fc from 'fast-check';
import { narrative } from '#app/kernel';
import { addDays } from '#app/calendar';
import { scenario } from '#app/testing';
import type { AgencyCommand } from './agency.commands';
import { agency, noAgency } from './agency.decider';
import type { AgencyEvent } from './agency.events';
import { nameOn } from './life';

const solent = agency('solent-nhs-trust');
const { given } = scenario(solent);

const why = narrative('It was spelt wrongly.');
const add: AgencyCommand = {
  type: 'AddAgency',
  data: { name: 'Solent NHS Trust', kind: 'relevant-agency', since: '2011-04-01' },
};
const added: AgencyEvent = {
  type: 'AgencyAdded',
  data: { reference: 'AGY-2025-26-001', name: 'Solent NHS Trust', kind: 'relevant-agency', since: '2011-04-01' },
};
const rename = (name: string, since: string): AgencyCommand => ({ type: 'RenameAgency', data: { name, since } });
const renamed: AgencyEvent = {
  type: 'AgencyRenamed',
  data: { name: 'Solent Community Trust', was: 'Solent NHS Trust', since: '2020-01-01' },
};
const end = (endedOn: string, successor?: string): AgencyCommand => ({
  type: 'EndAgency',
  data: { endedOn, ...(successor !== undefined && { successor }) },
});
const ended: AgencyEvent = {
  type: 'AgencyEnded',
  data: { endedOn: '2024-09-30', successor: 'hampshire-and-isle-of-wight-healthcare' },
};
const correct = (field: 'name' | 'since' | 'endedOn' | 'kind' | 'successor', to: string): AgencyCommand => ({
  type: 'CorrectAgency',
  data: { field, label: 'What was wrong', to, reason: why },
});

describe('an agency', () => {
  it('is added with its name, its kind and its first day', () => {
    given().when(add).then(added);
  });
  it('is added once, however often the form is sent', () => {
    given(added).when(add).thenNothing();
  });
  it('is not added from a day still to come, nor as part of itself', () => {
    given()
      .when({ type: 'AddAgency', data: { ...add.data, since: '2026-03-03' } })
      .thenRefused('in-the-future');
    given()
      .when({ type: 'AddAgency', data: { ...add.data, partOf: 'solent-nhs-trust' } })
      .thenRefused('part-of-itself');
  });
  it('takes nothing before it is added', () => {
    given().when(end('2024-09-30')).thenRefused('agency-not-in-directory');
  });
});

describe('a new name', () => {
  it('holds from a day, and the old one stays', () => {
    given(added).when(rename('Solent Community Trust', '2020-01-01')).then(renamed);
  });
  it('is not recorded twice', () => {
    given(added, renamed).when(rename('Solent Community Trust', '2020-01-01')).thenNothing();
  });
  it('begins after the name that it follows', () => {
    given(added).when(rename('Solent Trust', '2011-04-01')).thenRefused('renamed-too-early');
    given(added, renamed).when(rename('Solent Trust', '2019-12-31')).thenRefused('renamed-too-early');
  });
  it('is not recorded before its day', () => {
    given(added).when(rename('Solent Trust', '2026-03-03')).thenRefused('in-the-future');
  });
  it('is not taken by an agency that has ended', () => {
    given(added, ended).when(rename('Solent Trust', '2025-01-01')).thenRefused('agency-ended');
  });
  it('stands among names of which exactly one is in force on any day of the agency’s life', () => {
    const first = '2011-04-01';
    const commands = fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat({ max: 5000 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(commands, fc.nat({ max: 5000 }), (renamings, after) => {
        const state = renamings.reduce(
          (life, [name, days]) => {
            const decide = () =>
              solent.decide(rename(name, addDays(first, days)), life, {
                today: '2026-03-02',
                now: '2026-03-02T12:00:00.000Z',
                happenedOn: '2026-03-02',
                reference: '',
                by: nobody,
              });
            return attempt(decide).reduce((one, event) => solent.evolve(one, event), life);
          },
          solent.evolve(noAgency, added),
        );
        const day = addDays(first, after);
        const inForce = state.names.filter(({ from }, index) => {
          const next = state.names[index + 1]?.from;
          return (from ?? '') <= day && (next === undefined || next === null || day < next);
        });
        expect(inForce).toHaveLength(1);
        expect(nameOn(state.names, day)).toBe(inForce[0]?.name);
      }),
    );
  });
});

describe('the end of an agency', () => {
  it('is recorded with its successor', () => {
    given(added).when(end('2024-09-30', 'hampshire-and-isle-of-wight-healthcare')).then(ended);
  });
  it('is recorded with none where nobody took over', () => {
    given(added)
      .when(end('2024-09-30'))
      .then({ type: 'AgencyEnded', data: { endedOn: '2024-09-30' } });
  });
  it('is not before it began, nor before it had its present name', () => {
    given(added).when(end('2011-03-31')).thenRefused('ended-before-it-began');
    given(added, renamed).when(end('2019-12-31')).thenRefused('ended-before-it-began');
  });
  it('is not followed by itself', () => {
    given(added).when(end('2024-09-30', 'solent-nhs-trust')).thenRefused('successor-of-itself');
  });
  it('is not still to come', () => {
    given(added).when(end('2026-03-03')).thenRefused('in-the-future');
  });
  it('happens once', () => {
    given(added, ended).when(end('2024-09-30')).thenNothing();
    given(added, ended).when(end('2024-10-31')).thenRefused('agency-ended');
  });
});

describe('an agency with a mistake in it', () => {
  const corrected = (field: 'name' | 'kind', from: string, to: string): AgencyEvent => ({
    type: 'AgencyCorrected',
    data: { field, label: 'What was wrong', from, to, reason: why },
  });

  it('is corrected: the old value stays', () => {
    given(added)
      .when(correct('name', 'Solent N.H.S. Trust'))
      .then(corrected('name', 'Solent NHS Trust', 'Solent N.H.S. Trust'));
    given(added)
      .when(correct('kind', 'other'))
      .then(corrected('kind', 'relevant-agency', 'other'));
  });
  it('is not corrected to what it says already, nor to nothing', () => {
    given(added).when(correct('name', 'Solent NHS Trust')).thenRefused('nothing-to-correct');
    given(added).when(correct('name', '')).thenRefused('nothing-right-given');
  });
  it('cannot have begun after its next name, nor after its end', () => {
    given(added, renamed).when(correct('since', '2020-01-01')).thenRefused('began-too-late');
    given(added, ended).when(correct('since', '2024-10-01')).thenRefused('began-too-late');
  });
  it('has no end to correct before it has ended', () => {
    given(added).when(correct('endedOn', '2024-09-30')).thenRefused('not-ended');
    given(added, ended).when(correct('endedOn', '2011-03-31')).thenRefused('ended-before-it-began');
  });
  it('has real dates only', () => {
    given(added).when(correct('since', '2025-02-30')).thenRefused('not-a-date');
  });
  it('takes nothing more once it is entered in error', () => {
    const error: AgencyEvent = { type: 'AgencyEnteredInError', data: { reason: why } };
    given(added)
      .when({ type: 'EnterAgencyInError', data: { reason: why } })
      .then(error);
    given(added, error)
      .when({ type: 'EnterAgencyInError', data: { reason: why } })
      .thenNothing();
    given(added, error).when(rename('Solent Trust', '2021-01-01')).thenRefused('agency-void');
  });
});

const nobody = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };

/** What a rule refuses changes nothing. */
function attempt(decide: () => readonly AgencyEvent[]): readonly AgencyEvent[] {
  try {
    return decide();
  } catch {
    return [];
  }
}

describe('the successor of an agency', () => {
  const named = (from: string, to: string): AgencyEvent => ({
    type: 'AgencyCorrected',
    data: { field: 'successor', label: 'What was wrong', from, to, reason: why },
  });
  const endedAlone: AgencyEvent = { type: 'AgencyEnded', data: { endedOn: '2024-09-30' } };

  it('is named later, or put right', () => {
    given(added, endedAlone).when(correct('successor', 'paragon')).then(named('nobody', 'paragon'));
    given(added, ended)
      .when(correct('successor', 'nobody'))
      .then(named('hampshire-and-isle-of-wight-healthcare', 'nobody'));
    given(added, ended, named('hampshire-and-isle-of-wight-healthcare', 'nobody'))
      .when(correct('successor', 'paragon'))
      .then(named('nobody', 'paragon'));
  });
  it('is none before it ended, nor the agency itself, nor the one that stands there', () => {
    given(added).when(correct('successor', 'paragon')).thenRefused('not-ended');
    given(added, endedAlone).when(correct('successor', 'solent-nhs-trust')).thenRefused('successor-of-itself');
    given(added, endedAlone).when(correct('successor', 'nobody')).thenRefused('nothing-to-correct');
  });
});
