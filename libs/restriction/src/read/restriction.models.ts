import { type ReadModel, readModel } from '#app/platform';
import { namingProjection } from './naming.projection';
import { overseerProjection } from './overseer.projection';
import { restrictionProjection } from './restriction.projection';
import { NamingRow, OverseerRow, RestrictionRow } from './restriction.row';

export const restrictionModels: readonly ReadModel[] = [
  // Whom a restriction is told of its grounds say: it is about a record, and tells nothing of it.
  readModel(restrictionProjection, RestrictionRow),
  readModel(namingProjection, NamingRow, ['stream']),
  readModel(overseerProjection, OverseerRow),
];
