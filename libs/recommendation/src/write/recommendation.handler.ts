import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import { recommendation } from '../domain/recommendation.decider';

export class TakeRecommendationDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: RecommendationCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeRecommendationDecision)
export class RecommendationHandler implements ICommandHandler<TakeRecommendationDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeRecommendationDecision): Promise<Taken> {
    return this.decisions.take(recommendation, id, command, act);
  }
}
