import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import { type UnusualCommand, unusualAccess } from '../domain/unusual.decider';

export class TakeUnusualAccessDecision extends Command<Taken> {
  constructor(
    readonly flag: string,
    readonly command: UnusualCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeUnusualAccessDecision)
export class UnusualAccessHandler implements ICommandHandler<TakeUnusualAccessDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ flag, command, act }: TakeUnusualAccessDecision): Promise<Taken> {
    return this.decisions.take(unusualAccess, `unusual-${flag}`, command, act);
  }
}
