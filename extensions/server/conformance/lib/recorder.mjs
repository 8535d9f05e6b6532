import http from 'node:http';
import { once } from 'node:events';
import WebSocket, { WebSocketServer } from 'ws';

/**
 * Stands between a client and the server: hands on what both say, octet for octet, and holds each answer and each frame of the server against the
 * contract. Bodies are handed on when they are complete.
 */
export class Recorder {
  #server = http.createServer((request, response) => this.#forward(request, response));
  #sockets = new WebSocketServer({ noServer: true });
  #lost = new Set();
  #agent = new http.Agent({ keepAlive: true });

  /** What differs from the contract, in words. */
  failures = [];
  /** The ids of the operations that were called with success. */
  operations = new Set();
  /** One for each request: operation id, status and headers of the answer. */
  exchanges = [];
  frames = 0;

  /** @param origin the server's, such as `http://127.0.0.1:8080` */
  constructor(origin, reference) {
    this.origin = new URL(origin);
    this.reference = reference;
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  async open() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  close() {
    this.#sockets.clients.forEach(client => client.terminate());
    this.#agent.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The next answer to this operation is kept from the client, who gets 503 instead, as if something between had failed. */
  loseAnswer(operation) {
    this.#lost.add(operation);
  }

  async #forward(request, response) {
    try {
      const answer = await this.#ask(request, await octets(request));
      const lost = this.#lost.delete(this.#record(request, answer));
      response.writeHead(lost ? 503 : answer.status, lost ? { 'content-type': 'application/json' } : answer.headers);
      response.end(lost ? '{"name":"ServiceUnavailableError","message":"lost"}' : answer.body);
    } catch (error) {
      this.failures.push(`${request.method} ${request.url}: no answer, ${error}`);
      response.destroy();
    }
  }

  async #ask(request, body) {
    const { host, connection, ...headers } = request.headers;
    const { hostname, port } = this.origin;
    const asking = http.request({ hostname, port, method: request.method, path: request.url, headers, agent: this.#agent });
    asking.end(body);
    const [answer] = await once(asking, 'response');
    return { status: answer.statusCode, headers: answer.headers, body: await octets(answer) };
  }

  /** Returns the id of the operation. */
  #record(request, { status, headers, body }) {
    const path = request.url.replace(/\?.*/, '');
    const operation = this.reference.operation(request.method, path);
    const call = `${operation?.id ?? 'no operation of the contract'} (${request.method} ${request.url}) answered ${status}`;
    this.exchanges.push({ operation: operation?.id, status, headers });
    if (operation && status < 300) {
      this.operations.add(operation.id);
    }
    const problems = operation ? this.reference.problems(operation, status, headers['content-type'], body) : [''];
    this.failures.push(...problems.map(problem => `${call}: ${problem}`));
    return operation?.id;
  }

  #upgrade(request, socket, head) {
    const names = ['authorization', 'user-agent'].filter(name => request.headers[name]);
    const headers = Object.fromEntries(names.map(name => [name, request.headers[name]]));
    const server = new WebSocket(`ws://${this.origin.host}${request.url}`, { headers });
    server.on('open', () => this.#sockets.handleUpgrade(request, socket, head, client => this.#join(client, server)));
    server.on('unexpected-response', async (_, answer) => {
      const connection = answer.socket;
      const body = await octets(answer);
      connection.destroy();
      this.exchanges.push({ operation: 'websockets.connect', status: answer.statusCode, headers: answer.headers });
      socket.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    });
    server.on('error', error => {
      this.failures.push(`WebSocket: ${error}`);
      socket.destroy();
    });
  }

  #join(client, server) {
    this.operations.add('websockets.connect');
    client.on('message', (data, binary) => server.send(data, { binary }));
    server.on('message', (data, binary) => {
      this.#check(data.toString());
      client.send(data, { binary });
    });
    for (const [one, other] of [[client, server], [server, client]]) {
      one.on('close', code => (code >= 1000 && ![1005, 1006, 1015].includes(code) ? other.close(code) : other.terminate()));
    }
  }

  #check(text) {
    this.frames++;
    this.failures.push(...this.reference.frameProblems(JSON.parse(text)).map(problem => `frame: ${problem}`));
  }
}

async function octets(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}
