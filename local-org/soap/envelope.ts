/** SOAP 1.1 envelopes: the call and its session out of a request, a reply or a fault into one. */
import type { Request } from 'express';
import { ApiError } from '../engine/engine.ts';
import { element, escapeXml, parseXml, textOf, XmlError, type Element } from '../xml.ts';

export interface Call {
  /** Local name of the operation. */
  readonly name: string;
  readonly sessionId: string | undefined;
  readonly body: Element;
}

/** Room for 39 MB of zip as base64, and for the envelope around it (Metadata API limits). */
const largestBody = 54 * 1024 * 1024;

export async function readBody(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new ApiError(500, 'LIMIT_EXCEEDED', 'The request is larger than 39 MB of zip.'); // text unverified
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const malformed = (detail: string): ApiError => new ApiError(500, 'UNKNOWN_EXCEPTION', detail); // code unverified

/** Throws an ApiError for what is no envelope, or names no operation. */
export function readEnvelope(text: string): Call {
  let root: Element;
  try {
    root = parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw malformed(`The envelope is not readable: ${error.message} (line ${error.line}, column ${error.column})`);
  }
  const header = element(root, 'Header');
  const session = header === undefined ? undefined : element(header, 'SessionHeader');
  const body = element(root, 'Body')?.children[0];
  if (root.name !== 'Envelope' || body === undefined) throw malformed('The request is no SOAP envelope with a body.');
  return { name: body.name, sessionId: session === undefined ? undefined : textOf(session, 'sessionId'), body };
}

const metadata = 'http://soap.sforce.com/2006/04/metadata';

function envelope(inner: string, namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:sf="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`;
}

/**
 * A value as elements of this name: one for each entry of a list, none for null or undefined, keys in alphabetical
 * order (the sequence in which the Metadata WSDL declares them).
 */
export type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [key: string]: Value };

export function toXml(name: string, value: Value): string {
  if (value === null || value === undefined) return '';
  if (isList(value)) return value.map((entry) => toXml(name, entry)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  const inner = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `<${name}>${inner.map(([key, entry]) => toXml(key, entry)).join('')}</${name}>`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** The namespace is that of the Metadata API unless another is named. */
export function reply(operation: string, result: Value, namespace = metadata): string {
  return envelope(`<${operation}Response>${toXml('result', result)}</${operation}Response>`, namespace);
}

/** `faultcode` has no attribute: jsforce looks for the bare element to see that a session has ended. */
export function fault(code: string, message: string, namespace = metadata): string {
  return envelope(
    `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring></soapenv:Fault>`,
    namespace,
  );
}
