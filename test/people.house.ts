import type { DataSource } from 'typeorm';
import { People } from '#app/platform';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { signInAs } from './provider';
import { ask } from './visitor';
import { Walk } from './walk';

export const TEAM = 'partnership-team';
export const CONSTABULARY = 'constabulary';

/** A house in which the Partnership Team adds roles, invites their holders, and they come in. */
export class Inviting extends Walk {
  get people(): People {
    return this.house.web.app.get(People);
  }

  query(statement: string, ...values: readonly string[]): Promise<object[]> {
    return this.house.web.app.get<DataSource>(ENGINE_ROWS).query<object[]>(statement, [...values]);
  }

  role(title: string, agency?: string): Promise<string> {
    return this.open(TEAM, 'people', { title, since: '2026-01-05', ...(agency && { agency }) });
  }

  /** The path of an invitation, made anew. */
  async link(post: string): Promise<string> {
    return (await this.act(TEAM, `people/${post}/invitation-link`, {}))['link'] as string;
  }

  /** Opens an invitation and signs in with an account at the provider. */
  come(path: string, account: string) {
    const code = path.replace('/invitation/', '');
    return signInAs(this.house.url, `other:${account}`, { from: `/sign-in/with/demonstration?invitation=${code}` });
  }

  /** Somebody new at the Constabulary, invited, and come in with an account of their own: `a-` and the id of the role. */
  async letIn(title: string, as: object): Promise<{ post: string; cookie: string }> {
    const post = await this.role(title, CONSTABULARY);
    await this.act(TEAM, `people/${post}/invitation`, as);
    const { jar } = await this.come(await this.link(post), `a-${post}`);
    await this.house.engine.catchUp();
    return { post, cookie: jar.sent };
  }

  /** The status of their home for a browser: 303 to sign-in where it is nobody's. */
  async home(cookie: string): Promise<number> {
    return (await ask(`${this.house.url}/`, { headers: { cookie } })).status;
  }
}
