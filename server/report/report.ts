/**
 * The weekly report, for people who open no page: is something wrong, how wrong, what next. For everybody who leads a
 * department, in their language, of their departments and those below; only what moved by more than the week's tolerance.
 */
import type { Org } from '../org/org.ts';
import { digests } from './digest.ts';
import { factsOf } from './facts.ts';
import { htmlOf, pageOf, textOf } from './page.ts';

export interface Report {
  /** `2026-W48` */
  readonly cycle: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'ja';
  readonly title: string;
  readonly text: string;
  readonly html: string;
}

/** Of a week (its key), or of the last one that was closed; by the names of their readers. */
export async function reports(org: Org, week: string | undefined): Promise<readonly Report[]> {
  const facts = await factsOf(org, week);
  return digests(facts).map((digest) => {
    const page = pageOf(digest, facts);
    const { username, name, email, language } = digest.reader;
    const told = { title: page.title, text: textOf(page), html: htmlOf(page) };
    return { cycle: facts.cycle, username, name, email, language, ...told };
  });
}
