import http from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'svix';
import { eventually } from './eventually.mjs';

/** The endpoints of webhooks. Each call is held against the contract, and is verified with Svix' own library. */
export class Receiver {
  #server = http.createServer((request, response) => this.#take(request, response));
  #calls = [];
  failures = [];

  constructor(reference) {
    this.reference = reference;
  }

  async open() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get count() {
    return this.#calls.length;
  }

  /** An URL for a webhook. */
  url(name) {
    return `http://127.0.0.1:${this.#server.address().port}/${name}`;
  }

  async #take(request, response) {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const body = Buffer.concat(parts).toString();
    const event = JSON.parse(body);
    this.#calls.push({ path: request.url, headers: request.headers, body, event });
    this.failures.push(...this.reference.eventProblems(event).map(problem => `webhook ${event.event_type}: ${problem}`));
    response.writeHead(204).end();
  }

  /**
   * The first call of this name whose event is as wished, as soon as it is there.
   *
   * @param secrets each of which must have signed it
   */
  async call(name, wished, secrets) {
    const call = await eventually(`webhook ${name}`, () => this.#calls.find(each => each.path === `/${name}` && wished(each.event)));
    for (const secret of secrets) {
      new Webhook(secret).verify(call.body, call.headers); // throws if this secret did not
    }
    return call;
  }
}
