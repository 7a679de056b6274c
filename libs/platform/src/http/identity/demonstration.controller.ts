import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CLOCK, type Clock } from '../../clock';
import { Directory } from '../../identity/directory';
import { People } from '../../identity/person';
import { InvalidInput } from '../problems';
import { goOn } from './session';
import { tokenFor } from './token';

export const SECRET = Symbol('Secret');

/** Sign-in of the demonstration: pick a person. Only ever on the machine's own address; `loopbackOnly` sees to it. */
@Controller()
export class DemonstrationSignIn {
  constructor(
    private readonly people: People,
    private readonly directory: Directory,
    @Inject(SECRET) private readonly secret: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('sign-in')
  async page(@Query('to') to: string | undefined, @Res() res: Response) {
    const names = await this.directory.names();
    const people = this.people.all().map((person) => ({
      ...person,
      name: person.title,
      agency: person.agency === undefined ? undefined : names.agency(person.agency),
    }));
    res.render('sign-in', { title: 'Choose who you are', people, returnTo: ownAddress(to) });
  }

  @Post('sign-in')
  async signIn(@Body() body: { person?: unknown; returnTo?: unknown }, @Req() req: Request, @Res() res: Response) {
    const person = this.known(body.person);
    await new Promise<void>((resolve, reject) => {
      req.session.regenerate((error: unknown) => {
        if (error) reject(error instanceof Error ? error : new Error('The session could not be renewed'));
        else resolve();
      });
    });
    req.session.personId = person.id;
    await goOn(req, res, ownAddress(body.returnTo));
  }

  @Post('sign-out')
  signOut(@Req() req: Request, @Res() res: Response) {
    req.session.destroy(() => {
      res.clearCookie('learning-trail').redirect(303, '/sign-in');
    });
  }

  @Post('demo/token')
  @HttpCode(200)
  token(@Body() body: { person?: unknown } | undefined) {
    return tokenFor(this.known(body?.person), this.secret, this.clock.now());
  }

  private known(id: unknown) {
    const person = typeof id === 'string' ? this.people.find(id) : undefined;
    if (person) return person;
    const names = this.people.all().map((one) => one.id);
    const message = `Choose one of the demonstration people: ${names.join(', ')}`;
    throw new InvalidInput([{ pointer: '/person', name: 'person', id: 'person', message }]);
  }
}

/** An address of ours to go on to, never another site. */
function ownAddress(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\w\-/?=&%.]*$/.test(to) ? to : '/';
}
