import { limitsOf, securityContactOf, uploadsOf } from '#app/platform';
import type { Outside } from './web.module';

/**
 * What guards a house towards the world: CLAMD_ADDRESS or UPLOADS=off (one of them in a real house), RATE_LIMITS,
 * SECURITY_CONTACT with SECURITY_CONTACT_UNTIL. Throws a sentence that names the variable.
 */
export function readEdge(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
  house: 'real' | 'demonstration',
): Pick<Outside, 'uploads' | 'limits' | 'securityContact'> {
  const securityContact = securityContactOf(env, now);
  return {
    uploads: uploadsOf(env, house),
    limits: limitsOf(env['RATE_LIMITS']) ?? null,
    ...(securityContact && { securityContact }),
  };
}
