import type { Message } from '#app/kernel';
import { type Life, beganOn } from '../domain/life';
import type { LifeStatus } from './agency.row';

/** The columns that every kind of the directory has from its life. */
export const lifeColumns = (
  life: Life,
): { title: string; status: LifeStatus; since: string | null; endedOn: string | null } => ({
  title: life.names.at(-1)?.name ?? '',
  status: life.status === 'unknown' ? 'void' : life.status,
  since: beganOn(life),
  endedOn: life.endedOn ?? null,
});

/** The reference stands in the event that opened the record. */
export const referenceAfter = (row: { readonly reference: string } | undefined, { data }: Message): string =>
  row?.reference ?? (data as { readonly reference?: string }).reference ?? '';
