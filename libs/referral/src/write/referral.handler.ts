import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import type { ReferralCommand } from '../domain/referral.commands';
import { referral } from '../domain/referral.decider';

export class TakeReferralDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: ReferralCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeReferralDecision)
export class ReferralHandler implements ICommandHandler<TakeReferralDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeReferralDecision): Promise<Taken> {
    return this.decisions.take(referral, id, command, act);
  }
}
