import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';
import { eventually } from '../lib/eventually.mjs';

export async function labels(world, step) {
  const { client } = world;
  const { ValidationError } = world.module.AgentMail;
  const { inboxId } = await world.inbox();
  const messageId = await world.deliver(inboxId);
  const part = client.inboxes.messages;

  await step('are set and removed, one or many', [], async () => {
    assert.deepEqual((await part.get(inboxId, messageId)).labels.sort(), ['received', 'unread']);
    const changed = await part.update(inboxId, messageId, { addLabels: ['to do', 'Größe'], removeLabels: 'unread' });
    assert.equal(changed.messageId, messageId);
    assert.deepEqual(changed.labels.sort(), ['Größe', 'received', 'to do']);
    assert.deepEqual((await part.update(inboxId, messageId, { addLabels: 'both', removeLabels: ['both', 'to do'] })).labels.sort(), ['Größe', 'received']);
  });

  await step('of the system stay', [], async () => {
    await assert.rejects(part.update(inboxId, messageId, { addLabels: ['fine', 'sent'] }), ValidationError);
    await assert.rejects(part.update(inboxId, messageId, { removeLabels: ['received'] }), ValidationError);
    assert.ok(!(await part.get(inboxId, messageId)).labels.includes('fine'));
  });

  await step('hide what is in the trash', [], async () => {
    await part.update(inboxId, messageId, { addLabels: 'trash' });
    assert.equal((await part.list(inboxId)).count, 0);
    assert.equal((await part.list(inboxId, { includeTrash: true })).count, 1);
    await part.update(inboxId, messageId, { removeLabels: 'trash' });
    assert.equal((await part.list(inboxId)).count, 1);
  });

  await step('leave a trail', [], async () => {
    const list = wish => client.inboxes.events.list(inboxId, wish);
    const trail = await eventually('label events', async () => {
      const events = await all('events', list);
      return events.some(each => each.eventType === 'label.removed' && each.label === 'trash') && events;
    });
    assert.deepEqual((await all('events', list, { ascending: true })).map(each => each.eventId), trail.map(each => each.eventId).reverse());
    for (const event of trail) {
      assert.equal(event.messageId, messageId);
      assert.ok(event.eventAt instanceof Date);
    }
    assert.ok(trail.some(each => each.eventType === 'label.added' && each.label === 'Größe'));
  });
}
