import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Act, Decisions, Identities, type Taken } from '#app/platform';
import type { AgencyCommand } from '../domain/agency.commands';
import { agency } from '../domain/agency.decider';
import type { GroupCommand } from '../domain/group.commands';
import { group } from '../domain/group.decider';
import type { PostCommand } from '../domain/post.commands';
import { post } from '../domain/post.decider';

export class TakeAgencyDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: AgencyCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeAgencyDecision)
export class AgencyHandler implements ICommandHandler<TakeAgencyDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeAgencyDecision): Promise<Taken> {
    return this.decisions.take(agency(id), id, command, act);
  }
}

export class TakeGroupDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: GroupCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakeGroupDecision)
export class GroupHandler implements ICommandHandler<TakeGroupDecision> {
  constructor(private readonly decisions: Decisions) {}

  execute({ id, command, act }: TakeGroupDecision): Promise<Taken> {
    return this.decisions.take(group(id), id, command, act);
  }
}

export class TakePostDecision extends Command<Taken> {
  constructor(
    readonly id: string,
    readonly command: PostCommand,
    readonly act: Act,
  ) {
    super();
  }
}

@CommandHandler(TakePostDecision)
export class PostHandler implements ICommandHandler<TakePostDecision> {
  constructor(
    private readonly decisions: Decisions,
    private readonly identities: Identities,
  ) {}

  /** Whose sign-in ends is forgotten: the account is free, and an invitation void. Repeated, it is done again. */
  async execute({ id, command, act }: TakePostDecision): Promise<Taken> {
    const taken = await this.decisions.take(post(id), id, command, act);
    if (ENDING.has(command.type)) await this.identities.release(id);
    return taken;
  }
}

const ENDING: ReadonlySet<PostCommand['type']> = new Set(['EndSignIn', 'EndPost', 'EnterPostInError'] as const);
