import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken, derivedId, streamOf } from '#app/platform';
import type { RestrictionCommand } from '../domain/restriction.commands';
import type { RestrictedRecord } from '../domain/restriction.events';
import { restriction } from '../domain/restriction.decider';

export class TakeRestrictionDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: RestrictionCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeRestrictionDecision)
export class RestrictionHandler implements ICommandHandler<TakeRestrictionDecision> {
  constructor(private readonly decisions: Decisions) {}

  /** A record has one stream of restrictions for ever, so that two that are made at once meet there. */
  execute({ id, command, act }: TakeRestrictionDecision): Promise<Taken> {
    const stream = command.type === 'RestrictRecord' ? restrictionIdOf(command.data.record) : id;
    return this.decisions.take(restriction, stream, command, act);
  }
}

/** A restriction's id says nothing of the record to who does not know that already. */
export const restrictionIdOf = ({ category, id }: RestrictedRecord): string =>
  derivedId(streamOf(category, id), 'restriction');
