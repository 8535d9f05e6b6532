import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CONTRADICTIONS, EVERYWHERE, OLDER, isOutOfScope } from './known.mjs';

const ID = 'contract';
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const JSON_TYPE = 'application/json';

/** What each refusal has, also one without a code. */
const REFUSAL = { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] };

/** Which schema of the contract an event of the WebSocket or of a webhook has. */
const EVENTS = {
  'message.received': 'MessageReceivedEvent',
  'message.received.spam': 'MessageReceivedEvent',
  'message.received.blocked': 'MessageReceivedEvent',
  'message.received.unauthenticated': 'MessageReceivedEvent',
  'message.sent': 'MessageSentEvent',
  'message.delivered': 'MessageDeliveredEvent',
  'message.bounced': 'MessageBouncedEvent',
  'message.complained': 'MessageComplainedEvent',
  'message.rejected': 'MessageRejectedEvent',
  'message.opened': 'MessageOpenedEvent',
  'domain.verified': 'DomainVerifiedEvent',
};
const FRAMES = { subscribed: 'Subscribed', error: 'Error_' };

/** A description in OpenAPI 3.1 against which answers, events and frames are held. */
export class Reference {
  #document;
  #ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  #validators = new Map();
  #operations = [];

  /** @param text the description in JSON */
  constructor(text) {
    // each reference names the document, so that a schema means the same wherever it is taken to
    const document = JSON.parse(text.replace(/("\$ref":\s*")#/g, `$1${ID}#`));
    this.#document = document;
    this.#ajv.addSchema({ $id: ID, ...document });
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of METHODS.filter(name => item[name])) {
        this.#operations.push(new Operation(method.toUpperCase(), path, item[method].operationId, item[method]));
      }
    }
    for (const older of OLDER) {
      if (!this.#named(older.id)) {
        this.#operations.push(new Operation(older.method, older.path, older.id, this.#named(older.like).described));
      }
    }
  }

  #named(id) {
    return this.#operations.find(operation => operation.id === id);
  }

  /** The ids of all operations of the contract that this server is to have; not of those that only older clients call, or none but ours. */
  inScope() {
    const others = new Set(OLDER.map(operation => operation.id));
    const known = this.#operations.filter(operation => !operation.described['x-postroom-addition']);
    return known.map(operation => operation.id).filter(id => !isOutOfScope(id) && !others.has(id));
  }

  /** The operation a request is for; of two that match, that with more of the path written out. */
  operation(method, path) {
    return this.#operations
      .filter(operation => operation.matches(method, path))
      .sort((one, other) => one.holes - other.holes)[0];
  }

  /** What is wrong with an answer, in words; nothing if it is as described. */
  problems(operation, status, contentType, body) {
    const described = this.#resolved(operation.described.responses[status]);
    if (described) {
      return this.#bodyProblems(described.content, contentType, body);
    }
    const known = EVERYWHERE[status] || CONTRADICTIONS[`${operation.id} ${status}`] || (isOutOfScope(operation.id) && [404, 501].includes(status));
    if (!known) {
      return [`status ${status} is not described: ${body.toString().slice(0, 300)}`];
    }
    return status < 400 ? this.#bodyProblems(undefined, contentType, body) : this.#against(REFUSAL, contentType, body);
  }

  #bodyProblems(content, contentType, body) {
    if (!content) {
      return body.length === 0 ? [] : [`a body that is not described: ${body.toString().slice(0, 300)}`];
    }
    if (!content[JSON_TYPE]) {
      return [];
    }
    return this.#against(content[JSON_TYPE].schema, contentType, body);
  }

  #against(schema, contentType, body) {
    if (!contentType?.startsWith(JSON_TYPE)) {
      return [`content type ${contentType}: ${body.toString().slice(0, 300)}`];
    }
    return this.#mismatches(schema, JSON.parse(body.toString()));
  }

  #mismatches(schema, value) {
    const validate = this.#compiled(schema);
    if (validate(value)) {
      return [];
    }
    const errors = validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`);
    return [`${[...new Set(errors)].join('; ')}: ${JSON.stringify(value).slice(0, 600)}`];
  }

  #compiled(schema) {
    const text = JSON.stringify(schema);
    const known = this.#validators.get(text) ?? this.#ajv.compile(schema);
    this.#validators.set(text, known);
    return known;
  }

  #resolved(node) {
    return node?.$ref ? node.$ref.slice(`${ID}#/`.length).split('/').reduce((at, name) => at[name], this.#document) : node;
  }

  /** What is wrong with an event, as a webhook or a WebSocket tells it. */
  eventProblems(event) {
    return this.#problemsOf(EVENTS[event.event_type] ?? `event type ${event.event_type}`, event, 'Event');
  }

  /** What is wrong with a frame that the server sent. */
  frameProblems(frame) {
    return frame.type === 'event' ? this.eventProblems(frame) : this.#problemsOf(FRAMES[frame.type] ?? `frame ${frame.type}`, frame);
  }

  /** Our own description, which stands in for the contract, has fewer names for what is told: `otherwise`, or none. */
  #problemsOf(name, value, otherwise) {
    const schemas = this.#document.components.schemas;
    const known = [name, otherwise].find(each => schemas[each]);
    if (known) {
      return this.#mismatches(schemas[known], value);
    }
    return schemas.Subscribed || !Object.values({ ...EVENTS, ...FRAMES }).includes(name) ? [`no ${name} in the contract`] : [];
  }
}

class Operation {
  #pattern;

  constructor(method, path, id, described) {
    this.method = method;
    this.id = id;
    this.described = described;
    this.holes = path.split('{').length - 1;
    this.#pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
  }

  matches(method, path) {
    return method === this.method && this.#pattern.test(path);
  }
}
