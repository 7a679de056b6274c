import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Identities } from '../../identity/identities';
import { People, type Person, asThemselves } from '../../identity/person';
import { fingerprint } from '../../write/derived-id';
import { Registry } from '../acts/registry';
import type { ProviderSettings } from './provider.settings';
import type { Identity } from './providers';
import { SignInFailed } from './sign-in.failures';

/** Finds the person behind an account that a provider vouches for. Nobody comes in who was not invited. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly identities: Identities,
    private readonly people: People,
    private readonly registry: Registry,
    private readonly commands: CommandBus,
  ) {}

  /** Throws SignInFailed. */
  async of(identity: Identity, provider: ProviderSettings, invitation?: string): Promise<Person> {
    if (invitation === undefined) return this.known(identity);
    const accepted = await this.identities.accept(invitation, identity);
    if ('person' in accepted) return this.welcomed(accepted.person, provider);
    const mine = await this.identities.find(identity.issuer, identity.subject);
    // A link that is opened a second time by the one who used it.
    if (accepted.refused === 'unknown' && mine !== undefined) return this.known(identity);
    throw new SignInFailed(`invitation-${accepted.refused}`);
  }

  private async known({ issuer, subject }: Identity): Promise<Person> {
    const id = await this.identities.find(issuer, subject);
    const person = await this.people.find(id ?? '');
    if (person) return person;
    throw new SignInFailed(id === undefined ? 'not-invited' : 'ended');
  }

  /** The account is theirs; that they came is recorded, and from whom, but nothing of the account. */
  private async welcomed(id: string, provider: ProviderSettings): Promise<Person> {
    const person = await this.people.find(id);
    const posts = this.registry.of('post');
    if (!person || !posts) throw new SignInFailed('ended');
    const command = { type: 'AcceptSignIn', data: { provider: provider.name } };
    await this.commands.execute(
      posts.dispatch(id, command, {
        commandId: randomUUID(),
        hash: fingerprint(command),
        by: { actor: id, onBehalfOf: asThemselves(person) },
      }),
    );
    return person;
  }
}
