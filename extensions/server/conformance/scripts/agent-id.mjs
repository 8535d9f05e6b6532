import assert from 'node:assert/strict';
import { isOutOfScope } from '../lib/known.mjs';
import { at } from '../lib/client.mjs';

/** What this server is not to have: says so, in JSON. */
export async function agentId(world, step) {
  for (const method of world.methods.filter(isOutOfScope).filter(each => !each.startsWith('apiKeys.'))) {
    await step(`${method} is not here`, [], async () => {
      const [resource, name] = method.split('.');
      const args = ['list', 'search'].includes(name) ? [{ q: 'mail' }] : ['x', { authToken: 'x' }];
      await assert.rejects(at(world.client, resource)[name](...args), error => {
        assert.ok([404, 501].includes(error.statusCode), `${error.statusCode}`);
        assert.equal(typeof error.body.message, 'string');
        return true;
      });
    });
  }
}
