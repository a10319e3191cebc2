import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ApiError } from '../engine/engine.ts';
import { cutAnswer, cutReply, cutUpload } from './cut.ts';
import type { RuleOf } from './rules.ts';
import type { Troubles } from './trouble.ts';

function drop(rule: RuleOf<'drop'>, request: Request, response: Response, next: NextFunction): void {
  switch (rule.when) {
    case 'before':
      response.socket?.destroy();
      return;
    case 'upload':
      cutUpload(request, rule.afterBytes);
      break;
    case 'after':
      cutReply(response);
      break;
    case 'answer':
      cutAnswer(response, rule.afterBytes);
      break;
  }
  next();
}

/** Lets requests run into the rules that wait for them, but for those about the rules; mount it before the authentication. */
export function troubleGate(troubles: Troubles, endToken: (request: Request) => void): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const isOwn = request.path.startsWith('/local-org/');
    const rule = isOwn ? undefined : troubles.takeRequest(request.method, request.path);
    switch (rule?.kind) {
      case undefined:
        next();
        return;
      case 'answer':
        throw new ApiError(rule.status, rule.errorCode, rule.message);
      case 'exhaust':
        throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      case 'drop':
        drop(rule, request, response, next);
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
