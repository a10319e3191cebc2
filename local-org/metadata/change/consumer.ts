/** The consumer key and secret that the platform gives an External Client App which names none. */
import { randomBytes } from 'node:crypto';
import { textOf, type Element } from '../../xml.ts';
import type { Component } from '../component.ts';

const leaf = (name: string, text: string): Element => ({ name, text, children: [] });

/** Letters and digits that begin as consumer keys do; the rest of their form is unverified. */
const key = (): string => `3MVG9${randomBytes(60).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
const secret = (): string => randomBytes(32).toString('hex').toUpperCase();

/** Keeps what the app has already; a component of any other type stays as it is. */
export function withConsumer(component: Component, known: Component | undefined): Component {
  if (component.type !== 'ExtlClntAppGlobalOauthSettings') return component;
  const made = { consumerKey: key, consumerSecret: secret };
  const added = Object.entries(made).flatMap(([name, make]) =>
    textOf(component.body, name) === undefined
      ? [leaf(name, (known === undefined ? undefined : textOf(known.body, name)) ?? make())]
      : [],
  );
  return { ...component, body: { ...component.body, children: [...component.body.children, ...added] } };
}
