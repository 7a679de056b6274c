import type { Projection } from '#app/kernel';
import { idOf } from '#app/platform';
import { evolve, noAgency } from '../domain/agency.decider';
import type { AgencyEvent } from '../domain/agency.events';
import { type AgencyDetail, type AgencyRow } from './agency.row';
import { nothingAside, withAside } from './aside';
import { referenceAfter, lifeColumns } from './life-columns';

const nothing: AgencyDetail = { ...noAgency, ...nothingAside };

export const agencyProjection: Projection<AgencyRow, AgencyEvent> = {
  name: 'agency',
  version: 1,
  categories: ['agency'],

  rows(recorded) {
    const { stream, revision, event } = recorded;
    const id = idOf(stream);
    return [
      {
        key: id,
        change(row) {
          const detail = withAside(evolve(row?.detail ?? nothing, event), recorded);
          return {
            id,
            reference: referenceAfter(row, event),
            revision,
            ...lifeColumns(detail),
            kind: detail.kind,
            detail,
          };
        },
      },
    ];
  },
};
