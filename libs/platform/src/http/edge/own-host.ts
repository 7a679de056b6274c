import type { RequestHandler } from 'express';
import { isLoopback } from '../loopback';

/**
 * A real house answers under its own name only, so that no page of it is ever made for, or kept under, a name that somebody
 * else has pointed at it. Whoever watches the machine from the machine itself may call it by its loopback names.
 * `publicUrl` is the origin that people type: https://trail.example.org
 */
export function ownHostOnly(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).host;
  return (req, res, next) => {
    const named = req.headers.host?.toLowerCase() ?? '';
    if (named === own || (WATCHED.test(req.path) && fromHere(req.socket.remoteAddress, named))) next();
    else res.status(421).type('text/plain').send('This system does not answer under that name.');
  };
}

const WATCHED = /^\/(?:health|metrics)(?:\/|$)/;

const fromHere = (address: string | undefined, named: string): boolean =>
  isLoopback(address ?? '') && URL.canParse(`http://${named}`) && isLoopback(new URL(`http://${named}`).hostname);
