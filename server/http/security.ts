/** Who may ask, and what browsers are told. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/** Compared by digest, in constant time: neither the length nor the first wrong letter shows in the time it takes. */
export function requireToken(token: string): RequestHandler {
  const wanted = digest(token);
  return (request, response, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Bearer realm="todoku"');
    sendProblem(response, {
      status: 401,
      code: given === undefined ? 'token-missing' : 'token-wrong',
      detail: given === undefined ? 'The request carries no token.' : 'The token is not the one of this service.',
      next: 'Send "Authorization: Bearer <token>"; the log of the service names the file that holds it.',
    });
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Answers are for programs: no page may frame, sniff, cache or run them. */
export const secureHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  next();
};
