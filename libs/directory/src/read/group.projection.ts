import type { Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import type { GroupEvent } from '../domain/group.events';
import { evolve, noGroup } from '../domain/group.state';
import { nothingAside, withAside } from './aside';
import { type GroupDetail, type GroupRow } from './group.row';
import { lifeColumns, referenceAfter } from './life-columns';

const nothing: GroupDetail = { ...noGroup, ...nothingAside };

export const groupProjection: Projection<GroupRow, GroupEvent> = {
  name: 'group',
  version: 1,
  categories: ['group'],

  rows(recorded) {
    const { stream, revision, event } = recorded;
    const id = idOf(stream);
    return [
      {
        key: id,
        change(row) {
          const detail = withAside(evolve(row?.detail ?? nothing, event), recorded);
          const parent = detail.parent ?? null;
          return { id, reference: referenceAfter(row, event), revision, ...lifeColumns(detail), parent, detail };
        },
      },
    ];
  },
};
