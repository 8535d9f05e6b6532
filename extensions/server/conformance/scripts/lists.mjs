import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';

export async function lists(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'lists' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });

  for (const { name, part, args } of world.places('lists', { pod, inbox: inboxId })) {
    for (const direction of ['send', 'receive', 'reply']) {
      await step(`${name}, ${direction}`, [], async () => {
        const names = (direction === 'receive' ? ['a', 'b', 'c'] : ['a']).map(letter => `${letter}.${world.unique('x')}.example`);
        for (const type of direction === 'receive' ? ['block', 'allow'] : ['block']) {
          for (const entry of names) {
            const made = await part.create(...args, direction, type, { entry, reason: 'spam' });
            assert.deepEqual([made.entry, made.direction, made.listType, made.entryType, made.reason], [entry, direction, type, 'domain', 'spam']);
            assert.deepEqual([made.podId, made.inboxId], [args.length > 0 ? pod : undefined, args[0] === inboxId ? inboxId : undefined]);
            assert.deepEqual(await part.get(...args, direction, type, entry), made);
          }
          assert.deepEqual((await all('entries', page => part.list(...args, direction, type, page))).map(each => each.entry), names);
          for (const entry of names) {
            await part.delete(...args, direction, type, entry);
          }
          await assert.rejects(part.get(...args, direction, type, names[0]), NotFoundError);
          await assert.rejects(part.delete(...args, direction, type, names[0]), NotFoundError);
        }
        await assert.rejects(part.create(...args, direction, 'block', { entry: 'neither address nor domain' }), ValidationError);
      });
    }
  }

  await step('hide mail from those who are kept out', [], async () => {
    await client.inboxes.lists.create(inboxId, 'receive', 'block', { entry: 'ann@example.com' });
    const messageId = await world.deliver(inboxId);
    assert.equal((await client.inboxes.messages.list(inboxId)).count, 0);
    assert.ok((await client.inboxes.messages.get(inboxId, messageId)).labels.includes('blocked'));
  });
}
