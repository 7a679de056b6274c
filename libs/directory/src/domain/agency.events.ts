import type { Message, Narrative } from '#app/kernel';
import type { Correction, LifeField } from './correcting';

/** Working Together 2023: the three safeguarding partners, the relevant agencies that they name, and everybody else. */
export type AgencyKind = 'safeguarding-partner' | 'relevant-agency' | 'other';

/** A successor may also be named, or found to be none (`nobody`), after the end was recorded. */
export type AgencyCorrectable = LifeField | 'kind' | 'successor';

/** Stored for ever. Add an event or an optional field; never rename, re-type or re-use one. */
export type AgencyEvent =
  | Message<
      'AgencyAdded',
      {
        readonly reference: string;
        readonly name: string;
        readonly kind: AgencyKind;
        /** The first day under this name, where it is known (ISO). */
        readonly since?: string;
        /** The agency that it is a service of. */
        readonly partOf?: string;
      }
    >
  | Message<'AgencyRenamed', { readonly name: string; readonly was: string; readonly since: string }>
  /** `endedOn` is its last day. */
  | Message<'AgencyEnded', { readonly endedOn: string; readonly successor?: string; readonly note?: string }>
  | Message<'AgencyCorrected', Correction<AgencyCorrectable>>
  | Message<'AgencyEnteredInError', { readonly reason: Narrative }>;
