import type { Message, Narrative } from '#app/kernel';
import type { AgencyCorrectable, AgencyKind } from './agency.events';
import type { CorrectData } from './correcting';

export type AgencyCommand =
  | Message<
      'AddAgency',
      { readonly name: string; readonly kind: AgencyKind; readonly since?: string; readonly partOf?: string }
    >
  | Message<'RenameAgency', { readonly name: string; readonly since: string }>
  | Message<'EndAgency', { readonly endedOn: string; readonly successor?: string; readonly note?: string }>
  | Message<'CorrectAgency', CorrectData<AgencyCorrectable>>
  | Message<'EnterAgencyInError', { readonly reason: Narrative }>;
