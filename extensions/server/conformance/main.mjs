import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile, writeFile } from 'node:fs/promises';
import { isOutOfScope } from './lib/known.mjs';
import { Reference } from './lib/reference.mjs';
import { World } from './lib/world.mjs';
import { table } from './lib/table.mjs';
import * as scripts from './scripts/index.mjs';

const VERSIONS = (process.env.POSTROOM_CLIENTS ?? '0.5.3 0.5.14 0.5.20 0.5.27').split(' ');
const ONLY = process.env.POSTROOM_SCRIPTS?.split(' ');
const CONTRACT = process.env.POSTROOM_CONTRACT ?? new URL('../../../../shared/reference/agentmail-v0.openapi.json', import.meta.url);
const [host, port] = (process.env.POSTROOM_SMTP ?? '127.0.0.1:2525').split(':');
const server = {
  api: process.env.POSTROOM_API ?? 'http://127.0.0.1:8080',
  webadmin: process.env.POSTROOM_WEBADMIN ?? 'http://127.0.0.1:8000',
  smtp: { host, port: Number(port) },
  dns: process.env.POSTROOM_DNS,
};
const whose = new AsyncLocalStorage();
const worlds = [];

/** The contract if it is beside the checkout, else what the server says of itself. */
async function reference() {
  const text = await readFile(CONTRACT, 'utf8').catch(() => undefined);
  console.log(text ? `Answers are held against ${CONTRACT}.` : `No contract at ${CONTRACT}: answers are held against our own /openapi.json.`);
  return new Reference(text ?? (await (await fetch(`${server.api}/openapi.json`)).text()));
}

/** The client warns of an answer that it cannot read, and hands it on raw: its user would find nothing where it should be. */
function hearWarnings() {
  const say = console.warn;
  console.warn = (...words) => {
    const world = whose.getStore();
    if (world && String(words[0]).startsWith('Failed to validate')) {
      world.recorder.failures.push(`the client: ${words.join(' ')}`);
    } else {
      say(...words);
    }
  };
}

/** Steps of a script are tests; one that needs methods which the version lacks is left out. */
function stepsIn(t, world) {
  return (name, needed, body) => {
    const missing = needed.filter(method => !world.has(method));
    world.lacking.push(...missing);
    return t.test(name, { skip: missing.length > 0 && `agentmail ${world.version} has no ${missing.join(', ')}` }, body);
  };
}

async function drive(t, contract, version) {
  const world = await World.open(version, server, contract);
  t.after(() => world.close());
  worlds.push(world);
  await whose.run(world, async () => {
    for (const [name, script] of Object.entries(scripts).filter(([each]) => !ONLY || ONLY.includes(each))) {
      await t.test(name, each => script(world, stepsIn(each, world)));
    }
  });
  await t.test('each answer, frame and webhook is as the contract says', () => {
    assert.deepEqual([...new Set([...world.recorder.failures, ...world.receiver.failures])], []);
  });
  await t.test('each method in scope was driven', { skip: ONLY && 'some scripts only' }, () => {
    assert.deepEqual(world.methods.filter(method => !isOutOfScope(method) && !world.driven.has(method)), []);
  });
}

test('the official client', { concurrency: VERSIONS.length }, async t => {
  hearWarnings();
  const contract = await reference();
  await Promise.all(VERSIONS.map(version => t.test(`agentmail ${version}`, each => drive(each, contract, version))));
  await t.test('each operation in scope was seen', { skip: ONLY && 'some scripts only' }, () => {
    const seen = new Set(worlds.flatMap(world => [...world.recorder.operations]));
    assert.deepEqual(contract.inScope().filter(id => !seen.has(id)), []);
  });
  const report = table(worlds, contract);
  console.log(report);
  await writeFile(process.env.POSTROOM_REPORT ?? '/dev/null', report);
});
