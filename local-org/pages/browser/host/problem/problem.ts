import { LightningElement, api } from 'lwc';
import { isFetchResponse } from '../../data/fetch.ts';
import { isObject } from '../../data/freeze.ts';
import { word } from 'host/words';

function messagesOf(error: unknown): readonly string[] {
  const body = isObject(error) && 'body' in error ? error['body'] : error;
  const list = Array.isArray(body) ? (body as unknown[]) : [body];
  return list.flatMap((item) => (isObject(item) && typeof item['message'] === 'string' ? [item['message']] : []));
}

interface Kind {
  readonly heading: string;
  readonly help: string;
  readonly icon: string;
}

/** What the host knows to say about an answer, by its status: nobody answered, no right, nothing there. */
const kinds: Readonly<Record<number, Kind>> = {
  0: { heading: 'offline', help: 'offlineHelp', icon: 'utility:offline' },
  403: { heading: 'noAccess', help: 'noAccessHelp', icon: 'utility:lock' },
  404: { heading: 'notFound', help: 'notFoundHelp', icon: 'utility:search' },
};

const unknownKind: Kind = { heading: 'failed', help: 'failedHelp', icon: 'utility:warning' };

/** Why a part of the host, or a page of it, has nothing to show, and what to do about it. Tells `retry`. */
export default class Problem extends LightningElement {
  @api error: unknown;
  /** Stands for the whole page. */
  @api isPage = false;
  @api canRetry = false;

  retryLabel = word('retry');
  homeLabel = word('goHome');

  private get kind(): Kind {
    return (isFetchResponse(this.error) ? kinds[this.error.status] : undefined) ?? unknownKind;
  }

  get className(): string {
    return this.isPage ? 'problem page' : 'problem';
  }

  get icon(): string {
    return this.kind.icon;
  }

  get heading(): string {
    return word(this.kind.heading);
  }

  get help(): string {
    return word(this.kind.help);
  }

  /** The org's own words, where the host has none that are better. */
  get said(): string {
    return this.kind === unknownKind ? messagesOf(this.error).join(' ') : '';
  }

  retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
