import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import type { LearningEventCommand } from '../domain/learning-event.commands';
import { learningEvent } from '../domain/learning-event.decider';

export class TakeLearningEventDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: LearningEventCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeLearningEventDecision)
export class LearningEventHandler implements ICommandHandler<TakeLearningEventDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeLearningEventDecision): Promise<Taken> {
    return this.decisions.take(learningEvent, id, command, act);
  }
}
