import type { Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import { evolve, noPost } from '../domain/post.decider';
import type { PostEvent } from '../domain/post.events';
import { nothingAside, withAside } from './aside';
import { lifeColumns, referenceAfter } from './life-columns';
import { type PostDetail, type PostRow } from './post.row';

const nothing: PostDetail = { ...noPost, ...nothingAside };

export const postProjection: Projection<PostRow, PostEvent> = {
  name: 'post',
  version: 2,
  categories: ['post'],

  rows(recorded) {
    const { stream, revision, event, metadata } = recorded;
    const id = idOf(stream);
    return [
      {
        key: id,
        change(row) {
          const detail = withAside(evolve(row?.detail ?? nothing, event, metadata.happenedOn), recorded);
          const groups = [...new Set(detail.seats.map(({ group }) => group))];
          const agency = detail.agency ?? null;
          return {
            id,
            reference: referenceAfter(row, event),
            revision,
            ...lifeColumns(detail),
            agency,
            groups,
            signIn: detail.signIn?.state ?? null,
            role: detail.signIn?.role ?? null,
            partner: detail.signIn?.partner ?? null,
            detail,
          };
        },
      },
    ];
  },
};
