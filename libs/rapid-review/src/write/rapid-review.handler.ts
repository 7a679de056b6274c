import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import type { RapidReviewCommand } from '../domain/rapid-review.commands';
import { rapidReview } from '../domain/rapid-review.decider';

export class TakeRapidReviewDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: RapidReviewCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeRapidReviewDecision)
export class RapidReviewHandler implements ICommandHandler<TakeRapidReviewDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeRapidReviewDecision): Promise<Taken> {
    return this.decisions.take(rapidReview, id, command, act);
  }
}
