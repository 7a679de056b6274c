import { demonstrationPeople } from '../../../web/src/demonstration.people';
import { demonstrationYear } from '../demonstration/content';
import type { Choice } from './provider.app';

/** The demonstration people, as the page offers them where one chooses who to be. */
export const choices: readonly Choice[] = demonstrationPeople.map(({ id, title, agency, does }) => {
  const called = demonstrationYear.agencies.find((one) => one.id === agency)?.names.at(-1)?.name;
  return { id, name: title, does, ...(called !== undefined && { agency: called }) };
});
