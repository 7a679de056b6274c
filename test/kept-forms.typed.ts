import { type House, TODAY } from './house';
import { type Answer, type Visitor, visit } from './visitor';

export const TEAM = 'partnership-team';
export const OPENING = '/referrals/new';
const [year, month, day] = TODAY.split('-') as [string, string, string];
export const typed = {
  headline: 'Missed appointments & a “bruise” <before> an injury',
  role: 'Détective sergeant 🚓',
  'receivedOn[day]': day,
  'receivedOn[month]': month,
  'receivedOn[year]': year,
  numberOfChildren: '1',
  harm: 'suspected',
  from: 'constabulary',
  whatHappened: 'An infant was seen.\r\n\r\nThree appointments were missed.',
  why: 'Agencies may not have told each other what they knew.',
  agencies: 'constabulary',
};

/** The same browser, with the cookie that it had from us. */
export const again = (house: House, person: string, { cookie }: Visitor): Promise<Visitor> =>
  visit(house, person, { cookie: /learning-trail=[^;]+/.exec(cookie)?.[0] ?? '' });

export const hiddenIn = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
