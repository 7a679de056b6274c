import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, COMMAND_WITHIN_MS, Deadline, Decisions, Destruction, type Taken } from '#app/platform';
import type { DataRequestCommand } from '../domain/data-request.commands';
import { dataRequest } from '../domain/data-request.decider';
import { type HoldCommand, hold } from '../domain/hold';
import { type RetentionCommand, retention } from '../domain/retention';
import { AboutDataInLog } from './about-data-in-log';
import { CarryingOut } from './carrying-out';

export class TakeDataRequestDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: DataRequestCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeDataRequestDecision)
export class DataRequestHandler implements ICommandHandler<TakeDataRequestDecision> {
  constructor(
    private readonly decisions: Decisions,
    private readonly inLog: AboutDataInLog,
    private readonly carrying: CarryingOut,
  ) {}

  /** What is approved is carried out at once. Where that fails the approval stands, and the house takes it up again. */
  async execute({ id, command, act }: TakeDataRequestDecision): Promise<Taken> {
    if (command.type === 'CarryOutErasure') throw new Error('Only the house itself carries out an erasure');
    const known = await this.withHolds(id, command);
    // Its time begins here: to read what holds there are takes longer, the more the log holds.
    const until = new Deadline(COMMAND_WITHIN_MS);
    const taken = await this.decisions.take(dataRequest(id), id, known, { ...act, until });
    if (command.type !== 'ApproveDecision') return taken;
    const finished = await this.carrying.finish(id, until).catch(() => undefined);
    return finished ?? taken;
  }

  /** What a decision has to know of holds. */
  private async withHolds(id: string, command: DataRequestCommand): Promise<DataRequestCommand> {
    if (command.type === 'DecideDataRequest')
      return { ...command, data: { ...command.data, holds: await this.inLog.holdsOver(command.data.people) } };
    if (command.type !== 'ApproveDecision') return command;
    const { decision } = await this.inLog.request(id);
    return { ...command, data: { ...command.data, holds: await this.inLog.holdsOver(decision?.people ?? []) } };
  }
}

export class TakeHoldDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: HoldCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeHoldDecision)
export class HoldHandler implements ICommandHandler<TakeHoldDecision> {
  constructor(
    private readonly decisions: Decisions,
    private readonly destruction: Destruction,
  ) {}

  execute({ id, command, act }: TakeHoldDecision): Promise<Taken> {
    const take = () => this.decisions.take(hold, id, command, act);
    return command.type === 'SetHold' ? this.destruction.holding(take) : take();
  }
}

export class TakeRetentionDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: RetentionCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeRetentionDecision)
export class RetentionHandler implements ICommandHandler<TakeRetentionDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeRetentionDecision): Promise<Taken> {
    return this.decisions.take(retention, id, command, act);
  }
}
