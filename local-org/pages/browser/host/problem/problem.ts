import { LightningElement, api } from 'lwc';
import { isObject } from '../../data/freeze.ts';
import { word } from 'host/words';

function messagesOf(error: unknown): readonly string[] {
  const body = isObject(error) && 'body' in error ? error['body'] : error;
  const list = Array.isArray(body) ? (body as unknown[]) : [body];
  return list.flatMap((item) => (isObject(item) && typeof item['message'] === 'string' ? [item['message']] : []));
}

/** Why a part of the host has nothing to show. */
export default class Problem extends LightningElement {
  @api error: unknown;

  heading = word('failed');

  get text(): string {
    return messagesOf(this.error).join(' ');
  }
}
