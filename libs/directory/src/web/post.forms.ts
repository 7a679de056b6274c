import {
  AgencyField,
  ChoiceField,
  DateField,
  GroupField,
  NarrativeField,
  OptionField,
  TextField,
  YesNoField,
  is,
} from '#app/platform';
import type { PostCorrectable, SeatKind, SignInAs, SignInRole } from '../domain/post.events';
import { Note, Why } from './directory.forms';
import { PARTNERS, POST_FIELDS, SEATS, SIGN_IN_ROLES } from './directory.names';

const HeldSeatField = OptionField('seats', 'is not a seat that is held now');

export class AddPostForm {
  @TextField('Title of the role', { hint: 'Never a person’s name: “Named Doctor”' }) title: string;
  @AgencyField('At which agency?', { called: 'the agency', optional: true }) agency?: string;
  @DateField('Since when?', {
    called: 'the first day',
    hint: 'Leave it out where nobody knows',
    past: true,
    optional: true,
  })
  since?: string;
}

export class RetitlePostForm {
  @TextField('New title', { hint: 'Never a person’s name' }) title: string;
  @DateField('From which day?', { called: 'the first day of the new title', past: true, initial: 'today' })
  since: string;
}

export class JoinAsPostForm {
  @GroupField('Which group?', { called: 'the group' }) group: string;
  @ChoiceField('As what?', SEATS, { called: 'as what' }) as: SeatKind;
  @DateField('From which day?', {
    called: 'the first day',
    hint: 'A deputy’s may be still to come',
    initial: 'today',
  })
  from: string;
  @DateField('Until which day?', {
    called: 'the last day',
    hint: 'A deputy counts as a member on these days only',
    when: is('as', 'deputy'),
    notBefore: 'from',
  })
  until?: string;
}

export class LeaveAsPostForm {
  @HeldSeatField('Which seat ends?', { called: 'the seat that ends' }) seat: string;
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) until: string;
}

export class EndPostForm {
  @DateField('Last day', { called: 'the last day', past: true, initial: 'today' }) endedOn: string;
  @Note note?: string;
}

export class CorrectPostForm {
  @ChoiceField('What is wrong?', POST_FIELDS, { called: 'what is wrong' }) field: PostCorrectable;
  @TextField('The right title', { called: 'the right title', hint: 'Never a person’s name', when: is('field', 'name') })
  words?: string;
  @DateField('The right date', { called: 'the right date', past: true, when: is('field', 'since', 'endedOn') })
  date?: string;
  @AgencyField('The right agency', { called: 'the right agency', when: is('field', 'agency') }) agency?: string;
  @Why reason: string;
}

/** As what somebody signs in: asked when they are invited, and when it changes. */
export class SignInForm {
  @ChoiceField('What do they do in the partnership?', SIGN_IN_ROLES, { called: 'what they do' }) role: SignInRole;
  @ChoiceField('For which safeguarding partner do they speak?', PARTNERS, {
    called: 'the safeguarding partner',
    when: is('role', 'safeguarding-partner'),
  })
  partner?: SignInAs['partner'];
  @YesNoField('May they open the sealed details of children, families and practitioners?', {
    called: 'whether they may open sealed details',
    hint: 'Each opening asks for a reason, and is recorded',
    when: is('role', 'partnership-team'),
  })
  opensDetails?: boolean;
  @YesNoField('Are they the Partnership Manager?', {
    called: 'whether they are the Partnership Manager',
    hint: 'May open a restricted record in need: the Independent Scrutineer is told at once',
    when: is('role', 'partnership-team'),
    optional: true,
  })
  manages?: boolean;
}

/** Making a link asks for nothing. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- A form is a class, also where it has no field.
export class InvitationLinkForm {}

export class EndSignInForm {
  @NarrativeField('Why does it end?', {
    called: 'why it ends',
    hint: 'As in “Left the agency”. Enter no name',
    max: 500,
  })
  reason: string;
}
