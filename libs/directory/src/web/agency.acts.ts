import { RuleBroken, narrative } from '#app/kernel';
import {
  type ActDefinition,
  type At,
  type Ground,
  type OptionLists,
  type RecordRow,
  act,
  fieldAsked,
  partnershipTeam,
} from '#app/platform';
import type { AgencyCommand } from '../domain/agency.commands';
import { NOBODY } from '../read/directory.queries';
import type { AgencyRow, LifeStatus } from '../read/agency.row';
import { AddAgencyForm, CorrectAgencyForm, EndAgencyForm, ReasonForm, RenameForm } from './directory.forms';
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

/** What the acts on an agency look up beside it. */
export interface AgencyLookups {
  /** The agency in being that has this name, whatever its case and spaces. */
  named(name: string, but: string): Promise<AgencyRow | undefined>;
  /** What is still open at an agency, for the page of its end. */
  stillOpen(id: string, today: string): Promise<object>;
}

/**
 * Two agencies in being never have one name. It is asked here, for a decider sees one record only; of two that come at the
 * same moment both are taken, and the one too many is then marked as entered in error.
 */
async function refuseTwice(lookups: AgencyLookups, name: string, id: string, field: string): Promise<void> {
  const same = await lookups.named(name, id);
  if (same)
    throw new RuleBroken('name-in-use', `${same.title} is in the directory already, as ${same.reference}.`, field);
}

const successorsOf = async ({ directory, id }: At<AgencyRow>): Promise<OptionLists> => {
  const others = (await directory.agencies()).filter((one) => one.id !== id && one.endedOn === undefined);
  return {
    successors: [
      { value: NOBODY, text: 'Nobody took over' },
      ...others.map(({ id: value, name: text }) => ({ value, text })),
    ],
  };
};

export const addAgency = (lookups: AgencyLookups) =>
  act<AgencyRow, AddAgencyForm>({
    name: 'new',
    title: 'Add an agency',
    button: 'Add the agency',
    done: 'The agency is in the directory:',
    form: AddAgencyForm,
    may: team,
    command: async (form) => {
      await refuseTwice(lookups, form.name, '', 'name');
      return command({ type: 'AddAgency', data: plain(form) });
    },
  });

export const agencyActs = (lookups: AgencyLookups): readonly ActDefinition<AgencyRow>[] => [
  act<AgencyRow, RenameForm>({
    name: 'rename',
    title: 'Record a new name',
    intro: 'The same agency under a new name. If another agency took over, end this one and name its successor.',
    done: 'The new name is recorded.',
    form: RenameForm,
    may: team,
    offered: isGoing,
    happenedOn: ({ since }) => since,
    command: async ({ name, since }, { id }) => {
      await refuseTwice(lookups, name, id, 'name');
      return command({ type: 'RenameAgency', data: { name, since } });
    },
  }),
  act<AgencyRow, EndAgencyForm>({
    name: 'end',
    title: 'Record that it ended',
    intro: 'What it did and owned stays on record under its name.',
    done: 'The end is recorded.',
    form: EndAgencyForm,
    may: team,
    offered: isGoing,
    template: 'agency/end',
    beside: ({ id, today }) => lookups.stillOpen(id, today),
    lists: successorsOf,
    happenedOn: ({ endedOn }) => endedOn,
    command: ({ successor, ...form }) =>
      command({ type: 'EndAgency', data: { ...form, ...(successor !== NOBODY && { successor }) } }),
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
    lists: successorsOf,
    command: async ({ field, words, date, kind, successor, reason }, { id }) => {
      if (field === 'name') await refuseTwice(lookups, words ?? '', id, 'words');
      const to = words ?? date ?? kind ?? successor ?? '';
      return command({
        type: 'CorrectAgency',
        data: { field, label: AGENCY_FIELDS[field], to, reason: narrative(reason) },
      });
    },
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
