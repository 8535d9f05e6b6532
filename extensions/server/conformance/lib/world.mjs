import { randomUUID } from 'node:crypto';
import { at, methodsOf, watched } from './client.mjs';
import { eventually } from './eventually.mjs';
import { Receiver } from './receiver.mjs';
import { Recorder } from './recorder.mjs';
import { compose, deliver } from './smtp.mjs';

/** What the scripts of one version of the client work with: an organization of its own, clients of it, a mail server's sending side, endpoints of webhooks. */
export class World {
  /** The dotted names of the methods that were called. */
  driven = new Set();
  /** Those that a step needed and this version lacks. */
  lacking = [];

  /** @param server `{ api, webadmin, smtp, dns }`, its addresses */
  static async open(version, server, reference) {
    const world = new World();
    Object.assign(world, { version, server, module: await import(`agentmail-${version}`) });
    world.organizationId = (await world.admin('POST', '', { name: `agentmail ${version}` })).organization_id;
    world.rootKey = (await world.admin('POST', `/${world.organizationId}/keys`, { name: 'root' })).api_key;
    world.recorder = await new Recorder(server.api, reference).open();
    world.receiver = await new Receiver(reference).open();
    world.client = world.clientWith(world.rootKey);
    world.methods = methodsOf(world.#plainClient(world.rootKey));
    return world;
  }

  close() {
    this.receiver.close();
    this.recorder.close();
  }

  /** Asks the server as its operator. */
  async admin(method, path, body) {
    return call(`${this.server.webadmin}/postroom/organizations${path}`, method, {}, body);
  }

  /** Asks the server for what the client does not know, past the recorder. */
  async direct(method, path, body) {
    return call(`${this.server.api}${path}`, method, { authorization: `Bearer ${this.rootKey}` }, body);
  }

  #plainClient(apiKey) {
    return new this.module.AgentMailClient({ apiKey, baseUrl: this.recorder.url });
  }

  /** A client with this key. */
  clientWith(apiKey) {
    return watched(this.#plainClient(apiKey), name => this.driven.add(name));
  }

  /** Whether this version of the client has the method. */
  has(method) {
    return at(this.client, method) !== undefined;
  }

  /** A name that nobody has had. */
  unique(prefix) {
    return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  }

  async inbox() {
    return this.client.inboxes.create({ username: this.unique('i') });
  }

  /**
   * The places at which a part of the client is: `{ name, part, args }`, with what goes before the other arguments of its methods. The inbox, which all of
   * them see, is in the pod. Places that this version lacks are left out.
   */
  places(name, { pod, inbox }) {
    const all = [
      { name, args: [] },
      { name: `pods.${name}`, args: [pod] },
      ...(inbox ? [{ name: `inboxes.${name}`, args: [inbox] }] : []),
    ];
    return all.map(place => ({ ...place, part: at(this.client, place.name) })).filter(place => place.part);
  }

  /** Sends mail from outside; returns its id once the inbox lists it. */
  async deliver(inboxId, { from = 'Ann <ann@example.com>', subject = 'Hello', headers = {}, id = `<${this.unique('m')}@example.com>`, ...content } = {}) {
    const fields = { From: from, To: inboxId, Subject: subject, Date: new Date().toUTCString(), 'Message-ID': id, ...headers };
    await deliver(this.server.smtp, from.replace(/.*<|>/g, ''), inboxId, compose(fields, { text: 'Is anybody there?', ...content }));
    await this.listed(inboxId, id);
    return id;
  }

  /** The message as the inbox lists it, as soon as it does. */
  async listed(inboxId, messageId) {
    return eventually(`${messageId} in ${inboxId}`, async () => {
      const { messages } = await this.client.inboxes.messages.list(inboxId, { includeBlocked: true });
      return messages.find(message => message.messageId === messageId);
    });
  }
}

async function call(url, method, headers, body) {
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  }
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}
