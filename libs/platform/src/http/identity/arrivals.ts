import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { dateInLondon } from '#app/calendar';
import { RuleBroken } from '#app/kernel';
import { type Acceptance, Identities } from '../../identity/identities';
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
    const accepted = await this.identities.accept(invitation, identity, provider.name);
    if ('person' in accepted) return this.known(identity);
    const mine = await this.identities.find(identity.issuer, identity.subject);
    // A link that is opened a second time by the one who used it.
    if (accepted.refused === 'unknown' && mine !== undefined) return this.known(identity);
    throw new SignInFailed(`invitation-${accepted.refused}`);
  }

  private async known({ issuer, subject }: Identity): Promise<Person> {
    const id = await this.identities.find(issuer, subject);
    const person = await this.people.find(id ?? '');
    if (person) {
      await this.record(person.id);
      return person;
    }
    throw new SignInFailed(id === undefined ? 'not-invited' : 'ended');
  }

  /**
   * Puts on record who accepted an invitation, this person or all: that they came, on which day and from whom, but nothing of
   * the account. Asked at each sign-in and at each start, for the process may have died after the account was theirs.
   */
  async record(person?: string): Promise<void> {
    for (const acceptance of await this.identities.unrecorded(person)) {
      const settled = await this.recordOne(acceptance).catch((error: unknown) => {
        // Their sign-in has been ended since: that stands on record already.
        if (error instanceof RuleBroken) return true;
        throw error;
      });
      if (settled) await this.identities.settle(acceptance);
    }
  }

  private async recordOne({ command: commandId, person: id, provider, at }: Acceptance): Promise<boolean> {
    const person = await this.people.find(id);
    const posts = this.registry.of('post');
    if (!person || !posts) return false;
    const command = { type: 'AcceptSignIn', data: { provider } };
    const by = { actor: id, onBehalfOf: asThemselves(person) };
    const happenedOn = dateInLondon(at.toISOString());
    await this.commands.execute(posts.dispatch(id, command, { commandId, hash: fingerprint(command), happenedOn, by }));
    return true;
  }
}
