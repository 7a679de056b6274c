import { Controller, Get } from '@nestjs/common';
import { AccessTokens, SCOPES } from './access-tokens';
import { issuersOf } from './provider.settings';
import { Providers } from './providers';

/** For programs: who gives tokens for this API, and with which scopes (RFC 9728). */
@Controller()
export class TokenMetadata {
  constructor(
    private readonly providers: Providers,
    private readonly tokens: AccessTokens,
  ) {}

  @Get('.well-known/oauth-protected-resource')
  metadata() {
    return {
      resource: this.tokens.audience,
      authorization_servers: this.providers.all.flatMap(issuersOf),
      scopes_supported: Object.values(SCOPES),
      bearer_methods_supported: ['header'],
      resource_name: 'Learning Trail',
    };
  }
}
