import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ApiError } from '../engine/engine.ts';
import type { Troubles } from './trouble.ts';

/** From here on nothing of the reply leaves; the connection ends where the reply would begin. */
function cutReply(response: Response): void {
  const cut = (): boolean => {
    response.socket?.destroy();
    return false;
  };
  response.write = cut;
  response.end = () => {
    cut();
    return response;
  };
}

/** Lets requests run into the rules that wait for them; mount it before the authentication. */
export function troubleGate(troubles: Troubles, endToken: (request: Request) => void): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const rule = troubles.takeRequest(request.method, request.path);
    switch (rule?.kind) {
      case undefined:
        next();
        return;
      case 'answer':
        throw new ApiError(rule.status, rule.errorCode, rule.message);
      case 'exhaust':
        throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      case 'drop':
        if (rule.when === 'before') {
          response.socket?.destroy();
          return;
        }
        cutReply(response);
        next();
        return;
      case 'delay': {
        const timer = setTimeout(next, rule.waitMs);
        response.once('close', () => {
          clearTimeout(timer);
        });
        return;
      }
      case 'hold':
        troubles.onClear(() => {
          if (!response.destroyed) next();
        });
        return;
      case 'expire':
        endToken(request);
        next();
        return;
    }
  };
}
