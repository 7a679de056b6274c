import { narrative } from '#app/kernel';
import { type ActDefinition, type Ground, type RecordRow, act, fieldAsked, partnershipTeam } from '#app/platform';
import type { AgencyCommand } from '../domain/agency.commands';
import type { AgencyRow, LifeStatus } from '../read/agency.row';
import { AddAgencyForm, CorrectAgencyForm, EndForm, ReasonForm, RenameForm } from './directory.forms';
import { AGENCY_FIELDS } from './directory.names';

export const team: readonly Ground<RecordRow>[] = [partnershipTeam];

interface Lasting {
  readonly status: LifeStatus;
}

export const isGoing = ({ status }: Lasting): boolean => status === 'going';
export const isRight = ({ status }: Lasting): boolean => status !== 'void';

/** What a form holds, without its class. */
export const plain = <F extends object>(form: F): F => Object.assign({}, form);

const command = (given: AgencyCommand): AgencyCommand => given;

export const addAgency = act<AgencyRow, AddAgencyForm>({
  name: 'new',
  title: 'Add an agency',
  button: 'Add the agency',
  done: 'The agency is in the directory:',
  form: AddAgencyForm,
  may: team,
  command: (form) => command({ type: 'AddAgency', data: plain(form) }),
});

export const agencyActs: readonly ActDefinition<AgencyRow>[] = [
  act<AgencyRow, RenameForm>({
    name: 'rename',
    title: 'Record a new name',
    intro: 'The same agency under a new name. If another agency took over, end this one and name its successor.',
    done: 'The new name is recorded.',
    form: RenameForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ since }) => since,
    command: ({ name, since }) => command({ type: 'RenameAgency', data: { name, since } }),
  }),
  act<AgencyRow, EndForm>({
    name: 'end',
    title: 'Record that it ended',
    intro: 'What it did and owned stays on record under its name.',
    done: 'The end is recorded.',
    form: EndForm,
    may: team,
    offered: isGoing,
    lists: async ({ directory, id }) => {
      const others = (await directory.agencies()).filter((one) => one.id !== id && one.endedOn === undefined);
      return { successors: others.map(({ id: value, name: text }) => ({ value, text })) };
    },
    happenedOn: ({ endedOn }) => endedOn,
    command: (form) => command({ type: 'EndAgency', data: plain(form) }),
  }),
  act<AgencyRow, CorrectAgencyForm>({
    name: 'correction',
    title: 'Correct a mistake',
    intro: 'For what was never right. If the agency has changed its name, record a new name instead.',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectAgencyForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectAgencyForm['field'] }),
    may: team,
    offered: isRight,
    command: ({ field, words, date, kind, reason }) =>
      command({
        type: 'CorrectAgency',
        data: { field, label: AGENCY_FIELDS[field], to: words ?? date ?? kind ?? '', reason: narrative(reason) },
      }),
  }),
  act<AgencyRow, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The agency is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: isRight,
    command: ({ reason }) => command({ type: 'EnterAgencyInError', data: { reason: narrative(reason) } }),
  }),
];
