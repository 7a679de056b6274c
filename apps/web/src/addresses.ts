import { lookInto } from '#app/access';
import { Addresses, anyoneSignedIn, looksReaders } from '#app/platform';
import { erasureReaders } from '#app/erasure';
import { sheetReaders } from '#app/rapid-review';
import { trailReaders } from '#app/scrutiny';

const everybody = [anyoneSignedIn];

/** The policy of every address of the house. One that stands here in no place lets nobody through, and fails a test. */
export const addresses = new Addresses(
  [
    { name: 'home', title: 'See what waits for one, on home', at: ['GET /'], may: everybody },
    { name: 'directory', title: 'Open the directory', at: ['GET /directory'], may: everybody },
    {
      name: 'who-may-do-what',
      title: 'Read who may do what',
      at: ['GET /who-may-do-what', 'GET /who-may-do-what.csv', 'GET /api/v1/who-may-do-what'],
      may: everybody,
    },
    {
      name: 'what-i-may-do',
      title: 'Read what one may do oneself',
      at: ['GET /me/what-i-may-do', 'GET /me/what-i-may-do.csv', 'GET /api/v1/me/what-i-may-do'],
      may: everybody,
    },
    {
      name: 'sessions',
      title: 'See and end one’s own sign-ins',
      at: ['GET /me/sessions', 'POST /me/sessions/end', 'POST /me/sessions/end-others'],
      may: everybody,
    },
    {
      name: 'partnerships',
      title: 'See one’s own partnerships',
      at: ['GET /me/partnerships', 'GET /api/v1/me/partnerships'],
      may: everybody,
    },
    { name: 'kept-form', title: 'Throw away one’s own kept form', at: ['POST /me/kept-form/drop'], may: everybody },
    {
      name: 'my-looks',
      title: 'Read what one has looked at oneself',
      at: ['GET /me/looks', 'GET /me/looks.csv', 'GET /api/v1/me/looks'],
      may: everybody,
    },
    {
      name: 'looks',
      title: 'Read who looked at what',
      at: ['GET /looks', 'GET /looks.csv', 'GET /api/v1/looks', 'GET /:kind/:id/looks', 'GET /:kind/:id/looks.csv'],
      may: looksReaders,
    },
    {
      name: 'unusual-access',
      title: 'Read what was out of the ordinary',
      at: ['GET /unusual-access', 'GET /unusual-access/:flag', 'GET /api/v1/unusual-access'],
      may: looksReaders,
    },
    {
      name: 'unusual-access-looked-into',
      title: 'Note what was found when it was looked into',
      at: ['POST /unusual-access/:flag', 'POST /api/v1/unusual-access'],
      may: lookInto,
    },
    {
      name: 'audit-trail',
      title: 'Read the audit trail',
      at: ['GET /audit-trail', 'GET /api/v1/audit-trail'],
      may: trailReaders,
    },
    {
      name: 'retention-due',
      title: 'Read which records’ time to be kept is over',
      at: ['GET /retention-due', 'GET /api/v1/retention-due'],
      may: erasureReaders,
    },
    {
      name: 'preparation-sheet',
      title: 'Open the preparation sheet of a notification',
      at: ['GET /rapid-reviews/:id/preparation-sheet'],
      may: sheetReaders,
    },
  ],
  [
    'GET /:kind',
    'GET /:kind.csv',
    'GET /:kind/new',
    'POST /:kind',
    'GET /:kind/:id',
    'GET /:kind/:id/history',
    'GET /:kind/:id/files/:file',
    'GET /:kind/:id/:act',
    'POST /:kind/:id/:act',
    'GET /:kind/:id/concerned/:subject',
    'POST /:kind/:id/concerned/:subject',
    'GET /api/v1/:kind',
    'POST /api/v1/:kind',
    'GET /api/v1/:kind/:id',
    'GET /api/v1/:kind/:id/path',
    'GET /api/v1/:kind/:id/files/:file',
    'POST /api/v1/:kind/:id/:act',
    'POST /api/v1/:kind/:id/concerned/:subject/opening',
    // The record whose history it is.
    'GET /api/v1/history',
  ],
  {
    'GET /sign-in': 'nobody is signed in yet',
    'GET /sign-in/with/:provider': 'nobody is signed in yet',
    'GET /sign-in/return': 'nobody is signed in yet: the provider sends people here',
    'GET /invitation/:code': 'nobody is signed in yet: who holds the link is asked to sign in',
    'POST /sign-out': 'ends one’s own session, or nothing',
    'POST /sign-out/back-channel/:provider': 'no person asks: a sign-in service says by its signature who has left',
    'GET /help': 'the same for everybody, and tells of no record',
    'GET /accessibility': 'the law asks for it: open to all',
    'GET /privacy': 'the law asks for it: open to all',
    'GET /docs/api': 'for programmers, and tells of no record',
    'GET /api/openapi.json': 'for programs, and tells of no record',
    'GET /.well-known/oauth-protected-resource': 'for programs: who gives tokens',
    'GET /health/live': 'for whoever watches the machine: no record',
    'GET /health/ready': 'for whoever watches the machine: no record',
    'GET /metrics': 'on the machine itself, or with a key of its own: no record',
  },
);
