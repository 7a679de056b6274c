import { RequestTimeoutException } from '@nestjs/common';
import type { RequestHandler } from 'express';
import type { Server } from 'node:http';

/** Milliseconds. */
export interface Times {
  /** From the first byte of a request to the end of its headers. */
  readonly headers: number;
  /** To the end of its body: 100 MB at 4 Mbit/s. */
  readonly body: number;
  /** That a connection may stay open with nothing on it: longer than a proxy keeps its own, so that it meets none just closed. */
  readonly idle: number;
}

export const TIMES: Times = { headers: 20_000, body: 240_000, idle: 65_000 };

/** A body that does not come to its end in time is refused with 408, and its connection closed: a slow sender holds nothing. */
export function bodiesInTime({ body }: Pick<Times, 'body'>): RequestHandler {
  return (req, res, next) => {
    if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) {
      next();
      return;
    }
    const timer = setTimeout(() => {
      if (req.complete || res.headersSent) return;
      res.set('Connection', 'close').once('finish', () => req.destroy());
      next(new RequestTimeoutException());
    }, body);
    const done = (): void => {
      clearTimeout(timer);
    };
    req.once('end', done).once('close', done);
    next();
  };
}

/**
 * What the server itself watches over, before anything of ours is asked: headers that do not come, and connections on which
 * nothing comes. Behind what the body may take, its own limit is the last one.
 */
export function keepTime(server: Server, { headers, body, idle }: Times): void {
  server.headersTimeout = headers;
  server.requestTimeout = body + headers;
  server.keepAliveTimeout = idle;
  // A server that closes ends what is idle at that moment. What is still answering then would be kept open for `idle` after
  // its answer, and the process with it.
  server.on('request', (_req, res) => {
    res.once('finish', () => {
      if (!server.listening)
        setImmediate(() => {
          server.closeIdleConnections();
        });
    });
  });
}
