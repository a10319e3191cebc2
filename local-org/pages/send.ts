/** How an HTML document of the org is sent: fresh each time, and bound to its own origin. */
import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { contentSecurityPolicy } from './html.ts';

export const newNonce = (): string => randomBytes(16).toString('base64');

export function sendPage(response: Response, status: number, html: string, nonce = newNonce()): void {
  response.status(status).set({
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
  response.type('html').send(html);
}
