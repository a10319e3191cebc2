/**
 * jsforce over our own wire. Its transport pipes a reply without listening for errors, so a connection that is cut in
 * the middle of a reply ends the process (seen with 3.10.26); it also repeats requests where nobody can hold the clock.
 */
import { PassThrough } from 'node:stream';
import { Transport } from 'jsforce/lib/transport.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import type { HttpRequest, HttpResponse } from 'jsforce';
import type { Wire } from './wire.ts';
import { refusal } from './wire.ts';

export class JsforceTransport extends Transport {
  readonly #wire: Wire;
  readonly #what: string;
  readonly #isRepeatable: boolean;
  #unauthorized = 0;

  constructor(wire: Wire, what: string, isRepeatable = false) {
    super();
    this.#isRepeatable = isRepeatable;
    this.#wire = wire;
    this.#what = what;
  }

  /**
   * The first 401 goes back to jsforce, which has the session renewed and asks again; it would do so for ever. Any other
   * refusal is thrown as our own type.
   */
  override httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#exchange(request) }));
  }

  async #exchange(request: HttpRequest): Promise<HttpResponse> {
    const { body } = request;
    const text = typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : undefined;
    const reply = await this.#wire.send({
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      what: this.#what,
      isRepeatable: this.#isRepeatable,
      ...(text === undefined ? {} : { body: text }),
    });
    if (reply.status === 401) this.#unauthorized += 1;
    if (reply.status >= 400 && (reply.status !== 401 || this.#unauthorized > 1)) throw refusal(reply, this.#what);
    return { statusCode: reply.status, headers: Object.fromEntries(reply.headers), body: reply.text };
  }
}
