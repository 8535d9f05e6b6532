import net from 'node:net';
import readline from 'node:readline';

/** Hands one message to a mail server, as any other server would; throws what it answers if it does not take it. */
export async function deliver({ host, port }, from, to, message) {
  const socket = net.connect(port, host);
  const lines = readline.createInterface({ input: socket, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const expect = async code => {
    let line = '';
    do {
      line = (await lines.next()).value ?? 'hung up';
    } while (/^\d{3}-/.test(line));
    if (!line.startsWith(code)) {
      throw new Error(`SMTP: ${line}`);
    }
  };
  const say = async (line, code) => {
    socket.write(`${line}\r\n`);
    await expect(code);
  };
  try {
    await expect('220');
    await say('EHLO conformance.example', '250');
    await say(`MAIL FROM:<${from}>`, '250');
    await say(`RCPT TO:<${to}>`, '250');
    await say('DATA', '354');
    await say(`${message.replace(/^\./gm, '..')}\r\n.`, '250');
    await say('QUIT', '221');
  } finally {
    socket.destroy();
  }
}

/** A message of these fields and parts; `files` are `{ name, type, content }`. */
export function compose(headers, { text, html, files = [] }) {
  const parts = [
    ...(text === undefined ? [] : [part('text/plain; charset=utf-8', '', Buffer.from(text))]),
    ...(html === undefined ? [] : [part('text/html; charset=utf-8', '', Buffer.from(html))]),
    ...files.map(file => part(file.type, `Content-Disposition: attachment; filename="${file.name}"\r\n`, Buffer.from(file.content))),
  ];
  const kind = files.length > 0 ? 'mixed' : 'alternative';
  const fields = Object.entries({ ...headers, 'MIME-Version': '1.0', 'Content-Type': `multipart/${kind}; boundary=border` });
  return [...fields.map(([name, value]) => `${name}: ${value}`), '', ...parts.map(each => `--border\r\n${each}`), '--border--'].join('\r\n');
}

function part(type, more, octets) {
  return `Content-Type: ${type}\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${octets.toString('base64').replace(/.{76}/g, '$&\r\n')}`;
}
