import type { Partnership } from '#app/platform';

/** A second partnership of the demonstration house. There is no such place, and all that stands here of it is invented. */
export const NEIGHBOUR: Partnership = {
  id: 'downs-and-harbour',
  name: 'Downs and Harbour Safeguarding Children Partnership',
};
