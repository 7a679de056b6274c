import type { NextFunction, Request, RequestHandler, Response } from 'express';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/;

/** Whether an address or host name is the machine's own. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK.test(host.replace(/^\[|\]$/g, '').replace(/^::ffff:/, ''));

/**
 * Demonstration sign-in is for the machine's own address only: a request that came over another one, or that names
 * another host (a page elsewhere that has pointed its own name at us), is refused.
 */
export const loopbackOnly: RequestHandler = (req: Request, res: Response, next: NextFunction) => {
  const came = req.socket.localAddress ?? '';
  if (isLoopback(came) && isLoopback(req.hostname)) next();
  else res.status(403).type('text/plain').send('The demonstration answers on this machine’s own address only.');
};
