import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, type Taken } from '#app/platform';
import type { AuditCommand } from '../domain/audit.commands';
import { audit } from '../domain/audit.decider';

export class TakeAuditDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: AuditCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeAuditDecision)
export class AuditHandler implements ICommandHandler<TakeAuditDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeAuditDecision): Promise<Taken> {
    return this.decisions.take(audit, id, command, act);
  }
}
