import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';

export async function keys(world, step) {
  const { client } = world;
  const { NotFoundError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'keys' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  const outside = (await world.inbox()).inboxId;

  for (const { name, part, args } of world.places('apiKeys', { pod, inbox: inboxId })) {
    const made = await part.create(...args, { name: 'reader', permissions: { inboxRead: true, messageRead: true, apiKeyRead: true } });
    const reader = world.clientWith(made.apiKey);

    await step(`${name}: makes a key that may do what it says`, [], async () => {
      assert.ok(made.apiKey.startsWith(made.prefix));
      assert.equal(made.permissions.messageRead, true);
      assert.equal((await reader.inboxes.get(inboxId)).inboxId, inboxId);
      if (world.has('auth.me')) {
        const me = await reader.auth.me();
        const [type, id] = args.length === 0 ? ['organization', world.organizationId] : args[0] === pod ? ['pod', pod] : ['inbox', inboxId];
        assert.deepEqual([me.scopeType, me.scopeId, me.apiKeyId], [type, id, made.apiKeyId]);
      }
      await assert.rejects(reader.inboxes.messages.send(inboxId, { to: inboxId, text: '-' }), { statusCode: 403 });
      await (args.length > 0 ? assert.rejects(reader.inboxes.get(outside), NotFoundError) : reader.inboxes.get(outside));
    });

    await step(`${name}: lists them by page, without secrets`, [], async () => {
      await Promise.all([1, 2].map(() => part.create(...args, { name: 'another' })));
      const newest = await all('apiKeys', page => part.list(...args, page));
      const one = newest.find(each => each.apiKeyId === made.apiKeyId);
      assert.deepEqual([one.name, one.prefix, one.apiKey], ['reader', made.prefix, undefined]);
      assert.equal(one.permissions.inboxRead, true);
      assert.ok(one.usedAt instanceof Date && one.createdAt instanceof Date);
      assert.deepEqual([one.podId, one.inboxId], [args.length > 0 ? pod : undefined, args[0] === inboxId ? inboxId : undefined]);
      if (args.length === 0) {
        const oldest = await all('apiKeys', page => part.list(page), { ascending: true });
        assert.deepEqual(oldest.map(each => each.apiKeyId), newest.map(each => each.apiKeyId).reverse());
      }
    });

    await step(`${name}: renames one, and changes what it may do`, [`${name}.update`], async () => {
      const changed = await part.update(...args, made.apiKeyId, { name: 'renamed', permissions: { inboxRead: true } });
      assert.deepEqual([changed.type, changed.name, changed.permissions.messageRead], ['bearer', 'renamed', undefined]);
      await assert.rejects(reader.inboxes.messages.list(inboxId), { statusCode: 403 });
    });

    await step(`${name}: shows one`, ['apiKeys.get'], async () => {
      const shown = await client.apiKeys.get(made.apiKeyId);
      assert.deepEqual([shown.type, shown.apiKeyId], ['bearer', made.apiKeyId]);
      assert.equal((await client.apiKeys.list({ type: 'public_key' })).count, 0);
    });

    await step(`${name}: a key that was deleted opens nothing`, [], async () => {
      await part.delete(...args, made.apiKeyId);
      await assert.rejects(reader.inboxes.get(inboxId), error => [401, 403].includes(error.statusCode));
      await assert.rejects(part.delete(...args, made.apiKeyId), NotFoundError);
    });
  }

  await step('nobody gives away more than they have', [], async () => {
    const maker = world.clientWith((await client.apiKeys.create({ name: 'maker', permissions: { apiKeyCreate: true } })).apiKey);
    await assert.rejects(maker.apiKeys.create({ name: 'more', permissions: { inboxDelete: true } }), { statusCode: 403 });
    await assert.rejects(maker.apiKeys.create({ name: 'all' }), { statusCode: 403 });
  });

  await step('takes permissions by their names of old', [], async t => {
    const made = await client.apiKeys.create({ permissions: { threadRead: true } }); // a newer client leaves it out
    if (made.permissions.messageRead === undefined) {
      t.skip(`agentmail ${world.version} has newer names`);
    }
  });
}
