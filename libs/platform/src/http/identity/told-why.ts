import type { RequestHandler } from 'express';
import type { Told } from './session.life';

const WORDS: Readonly<Record<Told, readonly [title: string, text: string]>> = {
  idle: ['You were signed out', 'Nothing was done here for half an hour. Sign in to go on.'],
  long: ['You were signed out', 'You had been signed in for 12 hours. Sign in to go on.'],
  changed: ['You were signed out', 'What you may do has changed. Sign in again.'],
  kept: [
    'Not sent yet',
    'You were signed out before your form came. What you typed is kept for 24 hours: sign in, and it is in the form again.',
  ],
  'too-long': [
    'Not sent',
    'You were signed out before your form came, and it is too long to be kept. Go back in your browser to copy what you typed, then sign in.',
  ],
};

/** Says on the sign-in page why somebody who was signed in is asked to sign in again. */
export const toldWhy: RequestHandler = (req, res, next) => {
  const why = req.path === '/sign-in' && req.method === 'GET' ? (req.session.told ?? req.late?.over) : undefined;
  if (why !== undefined) {
    const [title, text] = WORDS[why];
    res.locals['banner'] = { kind: 'notice', title, text };
  }
  next();
};
