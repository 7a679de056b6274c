import { narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import { unusualAccess } from './unusual.decider';

const { given } = scenario(unusualAccess);
const data = {
  flag: '2026-03-02-many-records-police-representative',
  person: 'police-representative',
  rule: 'many-records',
  day: '2026-03-02',
  note: narrative('They prepared the yearly report.'),
};
const lookInto = { type: 'LookIntoUnusualAccess', data } as const;
const lookedInto = { type: 'UnusualAccessLookedInto', data } as const;

describe('unusual access', () => {
  it('is looked into, and what was found is kept', () => {
    given().when(lookInto).then(lookedInto);
  });
  it('is looked into again where there is more to say', () => {
    given(lookedInto).when(lookInto).then(lookedInto);
  });
  it('is not looked into by the person whose access it is', () => {
    const by = { actor: 'police-representative', onBehalfOf: { role: 'partnership-team' } };
    given().when(lookInto, { by }).thenRefused('own-access');
  });
});
