import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';
import { eventually } from '../lib/eventually.mjs';

export async function inboxes(world, step) {
  const { client } = world;
  const pod = (await client.pods.create({ name: 'inboxes' })).podId;

  await step('makes one without a body', [], async () => {
    const inbox = await client.inboxes.create();
    assert.match(inbox.inboxId, /^[a-z]+.*@/);
    assert.equal(inbox.email, inbox.inboxId);
  });

  for (const { name, part, args } of world.places('inboxes', { pod })) {
    const wish = { username: world.unique('Mixed'), displayName: 'Support', clientId: world.unique('c'), metadata: { plan: 'free', seats: 3, trial: true } };
    const inbox = await part.create(...args, wish);
    const keepsMetadata = inbox.metadata !== undefined;

    await step(`${name}: what was made is found, whatever its case`, [], async () => {
      assert.equal(inbox.inboxId, inbox.inboxId.toLowerCase());
      assert.equal(inbox.displayName, 'Support');
      assert.deepEqual(await part.get(...args, inbox.inboxId.toUpperCase()), inbox);
    });

    await step(`${name}: the same client id gets the same inbox`, [], async () => {
      assert.equal((await part.create(...args, wish)).inboxId, inbox.inboxId);
    });

    await step(`${name}: a name that is taken is refused`, [], async () => {
      await assert.rejects(part.create(...args, { username: wish.username }), error => {
        assert.equal(error.statusCode, 403);
        assert.ok(error.body.suggestions.length > 0);
        return true;
      });
    });

    await step(`${name}: lists by page, in both orders`, [], async () => {
      await part.create(...args, { username: world.unique('p') });
      const newest = await all('inboxes', page => part.list(...args, page), {}, 1);
      const oldest = await all('inboxes', page => part.list(...args, page), { ascending: true }, 1);
      assert.ok(newest.length >= 2);
      assert.deepEqual(oldest.map(each => each.inboxId), newest.map(each => each.inboxId).reverse());
    });

    await step(`${name}: is given another name`, [], async () => {
      assert.equal((await part.update(...args, inbox.inboxId, { displayName: 'Sales' })).displayName, 'Sales');
    });

    await step(`${name}: keeps what is noted about it`, [], async t => {
      if (!keepsMetadata) {
        t.skip(`agentmail ${world.version} sends no metadata`);
        return;
      }
      assert.deepEqual(inbox.metadata, wish.metadata);
      const changed = await part.update(...args, inbox.inboxId, { metadata: { plan: 'paid', trial: null } });
      assert.deepEqual(changed.metadata, { plan: 'paid', seats: 3 });
      await assert.rejects(part.update(...args, inbox.inboxId, { metadata: {} }), { statusCode: 400 });
      assert.equal((await part.update(...args, inbox.inboxId, { metadata: null })).metadata, undefined);
    });

    await step(`${name}: is found by a part of its name`, [`${name}.search`], async () => {
      await eventually('inbox found', async () => (await part.search(...args, { q: inbox.inboxId.slice(0, 12) })).inboxes.some(each => each.inboxId === inbox.inboxId));
      await assert.rejects(part.search(...args, { q: 'x' }), world.module.AgentMail.ValidationError);
    });

    await step(`${name}: is gone when it was deleted`, [], async () => {
      await part.delete(...args, inbox.inboxId);
      await assert.rejects(part.get(...args, inbox.inboxId), world.module.AgentMail.NotFoundError);
      await assert.rejects(part.delete(...args, inbox.inboxId), world.module.AgentMail.NotFoundError);
    });
  }

  await step('a wish that makes no sense is refused with its place', [], async () => {
    await assert.rejects(client.inboxes.create({ username: 'not a name' }), error => {
      assert.ok(error instanceof world.module.AgentMail.ValidationError);
      assert.deepEqual(error.body.errors[0].path, ['username']);
      return true;
    });
  });
}
