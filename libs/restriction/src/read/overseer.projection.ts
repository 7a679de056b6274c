import type { Projection } from '#app/kernel';
import type { PostEvent } from '#app/directory';
import { idOf } from '#app/platform';
import type { OverseerRow } from './restriction.row';

/** Who is told of every restriction: those whose sign-in makes them the Partnership Manager or the Independent Scrutineer. */
export const overseerProjection: Projection<OverseerRow, PostEvent> = {
  name: 'restriction-overseer',
  version: 1,
  categories: ['post'],

  rows({ event, stream }) {
    const person = idOf(stream);
    switch (event.type) {
      case 'SignInInvited':
      case 'SignInRoleChanged': {
        const oversees = event.data.role === 'scrutineer' || event.data.manages === true;
        return [{ key: person, change: () => (oversees ? { person } : undefined) }];
      }
      case 'SignInEnded':
        return [{ key: person, change: () => undefined }];
      default:
        return [];
    }
  },
};
