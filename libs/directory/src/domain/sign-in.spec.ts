import fc from 'fast-check';
import { type By, narrative } from '#app/kernel';
import { scenario } from '#app/testing';
import type { PostCommand } from './post.commands';
import { evolve, noPost, post } from './post.decider';
import type { PostEvent, SignInAs, SignInRole } from './post.events';
import { misfit, signsIn } from './sign-in';

const ID = 'named-nurse';
const { given } = scenario(post(ID));

const why = narrative('Left the agency.');
const as = (actor: string): { by: By } => ({ by: { actor, onBehalfOf: { role: 'partnership-team' } } });
const self = as(ID);

const added: PostEvent = {
  type: 'PostAdded',
  data: { reference: 'POS-2025-26-001', title: 'Named Nurse', agency: 'isle-of-wight-nhs-trust' },
};
const seat = (kind: 'member' | 'chair' = 'member'): PostEvent => ({
  type: 'PostJoinedGroup',
  data: { group: 'learning-inquiry-group', as: kind, from: '2022-06-01' },
});
const invite = (data: SignInAs): PostCommand => ({ type: 'InviteToSignIn', data });
const invited = (data: SignInAs): PostEvent => ({ type: 'SignInInvited', data });
const change = (data: SignInAs): PostCommand => ({ type: 'ChangeSignInRole', data });
const represents: SignInAs = { role: 'agency-representative' };
const inTeam: SignInAs = { role: 'partnership-team' };
const accept: PostCommand = { type: 'AcceptSignIn', data: { provider: 'council' } };
const accepted: PostEvent = { type: 'SignInAccepted', data: { provider: 'council' } };
const end: PostCommand = { type: 'EndSignIn', data: { reason: why } };
const ended: PostEvent = { type: 'SignInEnded', data: { reason: why } };

describe('the sign-in of the holder of a role', () => {
  it('begins with an invitation, which they accept themselves', () => {
    given(added).when(invite(represents)).then(invited(represents));
    given(added, invited(represents)).when(invite(represents)).thenNothing();
    given(added, invited(represents)).when(accept, self).then(accepted);
    given(added, invited(represents)).when(accept, as('somebody-else')).thenRefused('not-yours-to-accept');
    given(added, invited(represents)).when(invite(inTeam)).thenRefused('invited-already');
  });
  it('is not accepted, changed or ended where nobody was invited', () => {
    given(added).when(accept, self).thenRefused('not-invited');
    given(added).when(end).thenRefused('not-invited');
    given(added).when(change(inTeam)).thenRefused('not-invited');
    given(added)
      .when({ type: 'MakeInvitationLink', data: { expiresOn: '2026-03-09' } })
      .thenRefused('not-invited');
  });
  it('is given only to a role that is in being', () => {
    const over: PostEvent = { type: 'PostEnded', data: { endedOn: '2026-01-31' } };
    given(added, over).when(invite(represents)).thenRefused('role-ended');
    given().when(invite(represents)).thenRefused('role-not-in-directory');
  });
  it('has a link, made anew as often as it is lost', () => {
    const made: PostEvent = { type: 'SignInLinkMade', data: { expiresOn: '2026-03-09' } };
    const make: PostCommand = { type: 'MakeInvitationLink', data: { expiresOn: '2026-03-09' } };
    given(added, invited(represents)).when(make).then(made);
    given(added, invited(represents), made).when(make).then(made);
    given(added, invited(represents), accepted).when(make).then(made);
    given(added, invited(represents), accepted, ended).when(make).thenRefused('sign-in-ended');
  });
  it('ends for good, and begins anew with another invitation', () => {
    given(added, invited(represents), accepted).when(end).then(ended);
    given(added, invited(represents), ended).when(end).thenNothing();
    given(added, invited(represents), accepted, ended).when(accept, self).thenRefused('sign-in-ended');
    given(added, invited(represents), accepted, ended).when(invite(represents)).then(invited(represents));
  });
  it('ends with the role, and with its being entered in error', () => {
    given(added, invited(represents), accepted)
      .when({ type: 'EndPost', data: { endedOn: '2026-03-02' } })
      .then(
        { type: 'PostEnded', data: { endedOn: '2026-03-02' } },
        { type: 'SignInEnded', data: { reason: narrative('The role ended.') } },
      );
    given(added, invited(represents))
      .when({ type: 'EnterPostInError', data: { reason: why } })
      .then(
        { type: 'PostEnteredInError', data: { reason: why } },
        { type: 'SignInEnded', data: { reason: narrative('The role was entered in error.') } },
      );
  });
  it('is never ended, changed, moved or widened by whoever it lets in', () => {
    const mine = [added, invited(inTeam), accepted];
    for (const command of [
      end,
      change(represents),
      change({ ...inTeam, opensDetails: true }),
      change({ ...inTeam, manages: true }),
      { type: 'MakeInvitationLink', data: { expiresOn: '2026-03-09' } },
      { type: 'JoinAsPost', data: { group: 'executive-group', as: 'member', from: '2026-03-02' } },
      { type: 'EndPost', data: { endedOn: '2026-03-02' } },
      { type: 'EnterPostInError', data: { reason: why } },
    ] as const)
      given(...mine)
        .when(command, self)
        .thenRefused('own-sign-in');
  });
  it('changes what they may do, and says what it was', () => {
    const partner: SignInAs = { role: 'safeguarding-partner', partner: 'health' };
    given(added, invited(represents))
      .when(change(partner))
      .then({ type: 'SignInRoleChanged', data: { ...partner, was: 'agency-representative' } });
    given(added, invited(partner))
      .when(change({ ...partner, partner: 'police' }))
      .then({
        type: 'SignInRoleChanged',
        data: { role: 'safeguarding-partner', partner: 'police', was: 'safeguarding-partner', wasPartner: 'health' },
      });
    given(added, invited({ ...inTeam, opensDetails: true }))
      .when(change(inTeam))
      .then({ type: 'SignInRoleChanged', data: { ...inTeam, was: 'partnership-team', wasOpeningDetails: true } });
    given(added, invited({ ...inTeam, manages: true }))
      .when(change(inTeam))
      .then({ type: 'SignInRoleChanged', data: { ...inTeam, was: 'partnership-team', wasManaging: true } });
    given(added, invited(represents)).when(change(represents)).thenNothing();
  });
});

describe('as what somebody signs in', () => {
  const { agency: _none, ...alone } = added.data as { reference: string; title: string; agency?: string };
  const nowhere: PostEvent = { type: 'PostAdded', data: alone };

  it('fits the seats and the agency of the role', () => {
    given(added)
      .when(invite({ role: 'group-chair' }))
      .thenRefused('role-does-not-fit', 'role');
    given(added, seat())
      .when(invite({ role: 'group-chair' }))
      .thenRefused('role-does-not-fit', 'role');
    given(added, seat('chair'))
      .when(invite({ role: 'group-chair' }))
      .then(invited({ role: 'group-chair' }));
    given(added)
      .when(invite({ role: 'group-member' }))
      .thenRefused('role-does-not-fit', 'role');
    given(nowhere).when(invite(represents)).thenRefused('role-does-not-fit', 'role');
    given(added)
      .when(invite({ role: 'safeguarding-partner' }))
      .thenRefused('role-does-not-fit', 'role');
    given(added)
      .when(invite({ ...represents, partner: 'health' }))
      .thenRefused('role-does-not-fit', 'partner');
    given(added)
      .when(invite({ ...represents, opensDetails: true }))
      .thenRefused('role-does-not-fit', 'opensDetails');
    given(added)
      .when(invite({ ...represents, manages: true }))
      .thenRefused('role-does-not-fit', 'manages');
  });
  it('leaves the scrutineer without a seat that decides', () => {
    given(added, seat())
      .when(invite({ role: 'scrutineer' }))
      .thenRefused('role-does-not-fit', 'role');
    given(nowhere, invited({ role: 'scrutineer' }))
      .when({ type: 'JoinAsPost', data: { group: 'executive-group', as: 'member', from: '2026-03-02' } })
      .thenRefused('scrutineer-holds-no-seat', 'as');
    given(nowhere, invited({ role: 'scrutineer' }), ended)
      .when({ type: 'JoinAsPost', data: { group: 'executive-group', as: 'member', from: '2026-03-02' } })
      .then({ type: 'PostJoinedGroup', data: { group: 'executive-group', as: 'member', from: '2026-03-02' } });
  });
  it('holds on the days of the seat only', () => {
    const cover = { group: 'learning-inquiry-group', as: 'deputy', from: '2026-03-09', until: '2026-03-20' } as const;
    const deputy = evolve(evolve(noPost, added), { type: 'PostJoinedGroup', data: cover });
    const fits = (day: string) => misfit({ role: 'group-member' }, deputy, day) === undefined;
    expect(['2026-03-08', '2026-03-09', '2026-03-20', '2026-03-21'].map(fits)).toEqual([false, true, true, false]);
  });
});

describe('every way of signing in', () => {
  const roles: readonly SignInRole[] = [
    'partnership-team',
    'group-chair',
    'group-member',
    'agency-representative',
    'safeguarding-partner',
    'executive-member',
    'scrutineer',
  ];
  const anyAs: fc.Arbitrary<SignInAs> = fc
    .record(
      {
        role: fc.constantFrom(...roles),
        partner: fc.constantFrom('council', 'health', 'police'),
        opensDetails: fc.constant(true),
      },
      { requiredKeys: ['role'] },
    )
    .map((one) => one as SignInAs);
  const anyCommand: fc.Arbitrary<PostCommand> = fc.oneof(
    anyAs.map(invite),
    anyAs.map(change),
    fc.constantFrom(accept, end),
    fc.constantFrom<PostCommand>(
      { type: 'MakeInvitationLink', data: { expiresOn: '2026-03-09' } },
      { type: 'JoinAsPost', data: { group: 'g', as: 'chair', from: '2026-03-02' } },
      { type: 'JoinAsPost', data: { group: 'g', as: 'member', from: '2026-03-02' } },
      { type: 'EndPost', data: { endedOn: '2026-03-02' } },
      { type: 'EnterPostInError', data: { reason: why } },
    ),
  );

  it('keeps to the rules, in whatever order it is asked', () => {
    const decider = post(ID);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyCommand, fc.constantFrom(ID, 'partnership-team')), { maxLength: 25 }),
        (asked) => {
          let state = evolve(noPost, added, '2026-01-05');
          for (const [command, actor] of asked) {
            let events: readonly PostEvent[] = [];
            const before = state;
            try {
              events = decider.decide(command, state, {
                ...{ today: '2026-03-02', now: '2026-03-02T12:00:00Z', happenedOn: '2026-03-02', reference: '' },
                ...as(actor),
              });
            } catch {
              // Refused: nothing happens.
            }
            for (const event of events) state = evolve(state, event, '2026-03-02');
            const own = actor === ID && signsIn(before);
            // Nobody ends or changes their own sign-in.
            if (own) {
              expect(state.seats).toEqual(before.seats);
              expect([state.signIn?.role, state.signIn?.opensDetails]).toEqual([
                before.signIn?.role,
                before.signIn?.opensDetails,
              ]);
              expect(signsIn(state)).toBe(true);
            }
            // Nobody signs in for a role that is over, nor as what they are not.
            if (signsIn(state)) {
              expect(state.status).toBe('going');
              expect(state.signIn && misfit(state.signIn, state, '2026-03-02')).toBeUndefined();
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
