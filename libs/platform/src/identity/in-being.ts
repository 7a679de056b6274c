import { RuleBroken } from '#app/kernel';
import { spoken } from '#app/calendar';
import type { Directory } from './directory';

/**
 * Nothing new is given to an agency that had ended by then (ISO date): the refusal names who took over. Asked where a form
 * becomes a command, for a decider sees one record only. An agency that ends at the same moment may slip through; what was
 * asked of it then stands on its record, and can be asked of its successor.
 */
export async function insistInBeing(directory: Directory, id: string, on: string, field = 'agency'): Promise<void> {
  const agencies = await directory.agencies();
  const agency = agencies.find((one) => one.id === id);
  if (agency?.endedOn === undefined || on <= agency.endedOn) return;
  const successor = agencies.find((one) => one.id === agency.successor);
  throw new RuleBroken(
    'agency-ended',
    `${agency.name} ended on ${spoken(agency.endedOn)}. ${successor ? `Its successor is ${successor.name}.` : 'No successor is recorded.'}`,
    field,
  );
}
