/**
 * The operations page: runs, plans, books and schedules, for whoever keeps the pushes going. Its files hold no data and
 * are open; what they show is asked for with the token of the service. The scripts are TypeScript, served with the types
 * taken out, as everything here runs.
 */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { Router } from 'express';
import type { RequestHandler } from 'express';

/** Where the page is. */
export const pagePath = '/operations/';

const folder = new URL('browser/', import.meta.url);

/** Nothing but its own files, and nothing written in line: a value that gets into the page cannot run. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function operationsPage(): Router {
  const router = Router({ strict: true });
  router.get('/', (_request, response) => {
    response.redirect(pagePath);
  });
  router.get(pagePath, send('index.html', 'text/html; charset=utf-8'));
  for (const sheet of ['page.css', 'parts.css']) {
    router.get(`${pagePath}${sheet}`, send(sheet, 'text/css; charset=utf-8'));
  }
  router.get(`${pagePath}icon.svg`, send('icon.svg', 'image/svg+xml'));
  for (const module of modules) {
    router.get(`${pagePath}${module}`, send(module, 'text/javascript; charset=utf-8'));
  }
  return router;
}

/** Every script of the page; a path is never made of what was asked for. */
const modules = [
  'actions.ts',
  'api.ts',
  'board.ts',
  'confirmation.ts',
  'dom.ts',
  'follow-ups.ts',
  'format.ts',
  'guards-ja.ts',
  'live.ts',
  'main.ts',
  'plan.ts',
  'run.ts',
  'runs.ts',
  'schedules.ts',
  'sign-in.ts',
  'week.ts',
  'words.ts',
  'words-ja.ts',
] as const;

function send(file: string, type: string): RequestHandler {
  let content: Promise<string> | undefined;
  return async (_request, response) => {
    content ??= read(file);
    response.set({ 'Content-Security-Policy': policy, 'Content-Type': type }).send(await content);
  };
}

async function read(file: string): Promise<string> {
  const text = await readFile(new URL(file, folder), 'utf8');
  return file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
}
