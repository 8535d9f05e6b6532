import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';

export async function webhooks(world, step) {
  const { client, receiver } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'webhooks' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });

  for (const { name, part, args } of world.places('webhooks', { pod, inbox: inboxId })) {
    const hook = world.unique('hook');
    const wish = { url: receiver.url(hook), eventTypes: ['message.received'], clientId: world.unique('c'), headers: { 'X-One': '1', 'X-Two': '2' } };
    const made = await part.create(...args, wish);

    await step(`${name}: is made, and found again`, [], async () => {
      assert.match(made.webhookId, /^ep_/);
      assert.match(made.secret, /^whsec_/);
      assert.deepEqual([made.url, made.eventTypes, made.enabled, made.clientId], [wish.url, wish.eventTypes, true, wish.clientId]);
      assert.deepEqual(await part.get(...args, made.webhookId), made);
      assert.equal((await part.create(...args, wish)).webhookId, made.webhookId);
    });

    await step(`${name}: is told of mail, signed`, [], async () => {
      const messageId = await world.deliver(inboxId, { html: '<p>Hello</p>', files: [{ name: 'a.txt', type: 'text/plain', content: 'a' }] });
      const { event } = await receiver.call(hook, each => each.message.message_id === messageId, [made.secret]);
      assert.deepEqual([event.message.inbox_id, event.message.text.trim(), event.thread.last_message_id], [inboxId, 'Is anybody there?', messageId]);
    });

    await step(`${name}: is told with both secrets after a rotation`, [], async () => {
      const place = args.length === 0 ? '' : args[0] === pod ? `/pods/${pod}` : `/inboxes/${encodeURIComponent(inboxId)}`;
      const { secret } = await world.direct('POST', `/v0${place}/webhooks/${made.webhookId}/rotate-secret`);
      assert.notEqual(secret, made.secret);
      const messageId = await world.deliver(inboxId);
      await receiver.call(hook, each => each.message.message_id === messageId, [made.secret, secret]);
    });

    await step(`${name}: calls with headers of its own, whose values nobody sees`, [`${name}.getHeaders`], async () => {
      assert.deepEqual((await part.getHeaders(...args, made.webhookId)).headerNames.map(each => each.toLowerCase()).sort(), ['x-one', 'x-two']);
      await part.updateHeaders(...args, made.webhookId, { headers: { 'X-Three': '3' }, removeHeaders: ['X-One'] });
      assert.deepEqual((await part.getHeaders(...args, made.webhookId)).headerNames.map(each => each.toLowerCase()).sort(), ['x-three', 'x-two']);
      const messageId = await world.deliver(inboxId);
      const { headers } = await receiver.call(hook, each => each.message.message_id === messageId, [made.secret]);
      assert.deepEqual([headers['x-one'], headers['x-two'], headers['x-three']], [undefined, '2', '3']);
      await assert.rejects(part.updateHeaders(...args, made.webhookId, { headers: { 'X-Two': '4' }, removeHeaders: ['x-two'] }), ValidationError);
      await assert.rejects(part.updateHeaders(...args, made.webhookId, {}), ValidationError);
    });

    await step(`${name}: is told of what it is changed to`, [], async () => {
      const changed = await part.update(...args, made.webhookId, { eventTypes: ['message.sent', 'message.delivered', 'message.bounced'] });
      assert.deepEqual(changed.eventTypes.sort(), ['message.bounced', 'message.delivered', 'message.sent']);
      assert.equal((await part.update(...args, made.webhookId, { eventTypes: [] })).eventTypes.length, 3);
      if (args.length === 0) {
        await tellsOfSent(world, hook, inboxId);
      }
    });

    await step(`${name}: lists by page`, [], async () => {
      await Promise.all([1, 2].map(() => part.create(...args, { url: receiver.url('unused'), eventTypes: ['message.complained'] })));
      const newest = await all('webhooks', page => part.list(...args, page));
      assert.ok(newest.some(each => each.webhookId === made.webhookId));
      const oldest = await all('webhooks', page => part.list(...args, page), { ascending: true });
      assert.deepEqual(oldest.map(each => each.webhookId), newest.map(each => each.webhookId).reverse());
    });

    await step(`${name}: is gone when it was deleted`, [], async () => {
      await part.delete(...args, made.webhookId);
      await assert.rejects(part.get(...args, made.webhookId), NotFoundError);
      await assert.rejects(part.delete(...args, made.webhookId), NotFoundError);
      await assert.rejects(part.update(...args, made.webhookId, { eventTypes: ['message.sent'] }), NotFoundError);
    });

    await step(`${name}: refuses what is none`, [], async () => {
      await assert.rejects(part.create(...args, { url: 'no url', eventTypes: ['message.received'] }), ValidationError);
      await assert.rejects(part.create(...args, { url: receiver.url('x'), eventTypes: [] }), ValidationError);
    });
  }

  await step('are for some inboxes, and for others then', [], async () => {
    const { inboxId: other } = await world.inbox();
    const hook = world.unique('hook');
    const made = await client.webhooks.create({ url: receiver.url(hook), eventTypes: ['message.received'], inboxIds: [inboxId] });
    assert.deepEqual(made.inboxIds, [inboxId]);
    const changed = await client.webhooks.update(made.webhookId, { addInboxIds: [other], removeInboxIds: [inboxId] });
    assert.deepEqual(changed.inboxIds, [other]);
    assert.deepEqual((await client.webhooks.update(made.webhookId, { addPodIds: [pod] })).podIds, [pod]);
    await client.webhooks.update(made.webhookId, { removePodIds: [pod] });
    await world.deliver(inboxId);
    const messageId = await world.deliver(other);
    const { event } = await receiver.call(hook, () => true, [made.secret]);
    assert.equal(event.message.message_id, messageId);
  });
}

/** Of a message that arrives, and of one whose recipient nobody is. */
async function tellsOfSent(world, hook, inboxId) {
  const { client, receiver } = world;
  const { messageId } = await client.inboxes.messages.send(inboxId, { to: (await world.inbox()).inboxId, text: '-' });
  const sent = await receiver.call(hook, each => each.send?.message_id === messageId, []);
  const delivered = await receiver.call(hook, each => each.delivery?.message_id === messageId, []);
  assert.notEqual(sent.event.event_id, delivered.event.event_id);
  assert.equal(sent.headers['svix-id'], sent.event.event_id);
  const nobody = `${world.unique('nobody')}@${inboxId.replace(/.*@/, '')}`;
  const lost = await client.inboxes.messages.send(inboxId, { to: nobody, text: '-' });
  const { event } = await receiver.call(hook, each => each.bounce?.message_id === lost.messageId, []);
  assert.deepEqual([event.bounce.type, event.bounce.recipients[0].address], ['Permanent', nobody]);
}
