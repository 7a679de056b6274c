import { type Demonstration, demonstrationYear } from '../demonstration/content';
import { NEIGHBOUR, neighbourYear } from '../demonstration/neighbour';
import type { Choice } from './sections';

/** The demonstration people, as the page offers them where one chooses who to be. */
const choicesOf = ({ signIn, agencies }: Demonstration, partnership?: string): readonly Choice[] =>
  signIn.map(({ id, title, agency, does }) => {
    const called = agencies.find((one) => one.id === agency)?.names.at(-1)?.name;
    return {
      id,
      name: title,
      does,
      ...(called !== undefined && { agency: called }),
      ...(partnership !== undefined && { partnership }),
    };
  });

export const choices: readonly Choice[] = [
  ...choicesOf(demonstrationYear),
  ...choicesOf(neighbourYear, NEIGHBOUR.name),
];
