import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { allowed } from '../../identity/ground';
import { NotForYou } from '../acts/asked';
import { personOf } from '../identity/signed-in';
import { Addresses } from './addresses';

/** Stands before every address. One without a policy lets nobody through: to forget the line is to close the door. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly addresses: Addresses) {}

  /** Throws UnauthorizedException where nobody is signed in, NotForYou where the person is not among those who may. */
  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest<Request>();
    const policy = this.addresses.of(req.method, (req.route as { readonly path: string }).path);
    if (policy === undefined) return false;
    if (typeof policy === 'string') return true;
    if (!allowed(policy.may, personOf(req), undefined)) throw new NotForYou(policy.may.map(({ label }) => label));
    return true;
  }
}
