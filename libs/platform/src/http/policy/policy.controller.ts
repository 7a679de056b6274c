import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Directory } from '../../identity/directory';
import { People, ROLES } from '../../identity/person';
import { fitting } from '../../identity/policy';
import { spreadsheet } from '../acts/csv';
import { personOf } from '../identity/signed-in';
import { Policy } from './policy';
import { REACHES, columns, ownColumns, ownRow, row, toldLines } from './told';

/** "Who may do what", and what the person who reads may do: no secret, for everybody who is signed in. */
@Controller()
export class PolicyPages {
  constructor(
    private readonly policy: Policy,
    private readonly directory: Directory,
    private readonly people: People,
  ) {}

  @Get('who-may-do-what')
  async page(@Req() _req: Request, @Res() res: Response) {
    const [names, people] = await Promise.all([this.directory.names(), this.people.all()]);
    res.render('who-may-do-what', {
      title: 'Who may do what',
      roles: ROLES.map((role) => ({ key: role, text: names.role(role) })),
      sections: this.policy.sections().map((section) => ({
        path: section.path,
        title: section.title,
        rows: toldLines([section]).map(row),
      })),
      words: REACHES,
      deputies: people.flatMap(({ title, deputises = [] }) =>
        deputises.map((id) => ({ title, group: names.group(id) })),
      ),
    });
  }

  @Get('who-may-do-what.csv')
  async csv(@Req() _req: Request, @Res() res: Response) {
    const names = await this.directory.names();
    const rows = toldLines(this.policy.sections()).map((line) => columns(line, names));
    res.type('text/csv').attachment('who-may-do-what.csv').send(spreadsheet(rows));
  }

  @Get('me/what-i-may-do')
  async mine(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const names = await this.directory.names();
    res.render('what-i-may-do', {
      title: 'What I may do',
      role: names.role(person.partner ? `${person.role}:${person.partner}` : person.role),
      agency: person.agency === undefined ? undefined : names.agency(person.agency),
      groups: person.groups.map((id) => ({ name: names.group(id), deputy: person.deputises?.includes(id) ?? false })),
      sections: fitting(this.policy.sections(), person).map((section) => ({
        path: section.path,
        title: section.title,
        rows: toldLines([section]).map((line) => ownRow(line, person)),
      })),
      words: REACHES,
    });
  }

  @Get('me/what-i-may-do.csv')
  mineAsCsv(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const rows = toldLines(fitting(this.policy.sections(), person)).map((line) => ownColumns(line, person));
    res.type('text/csv').attachment('what-i-may-do.csv').send(spreadsheet(rows));
  }
}

/** The same as JSON. */
@Controller('api/v1')
export class PolicyApi {
  constructor(
    private readonly policy: Policy,
    private readonly directory: Directory,
  ) {}

  @Get('who-may-do-what')
  async all(@Res() res: Response) {
    const names = await this.directory.names();
    const roles = ROLES.map((id) => ({ id, title: names.role(id) }));
    res.json({ roles, items: toldLines(this.policy.sections()) });
  }

  @Get('me/what-i-may-do')
  mine(@Req() req: Request, @Res() res: Response) {
    const person = personOf(req);
    const { id, title, role, agency, groups, deputises = [] } = person;
    const items = toldLines(fitting(this.policy.sections(), person)).map(({ reach, ...line }) => ({
      ...line,
      reach: reach[role],
    }));
    res.json({ person: { id, title, role, ...(agency !== undefined && { agency }), groups, deputises }, items });
  }
}
