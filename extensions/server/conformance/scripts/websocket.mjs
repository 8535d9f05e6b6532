import assert from 'node:assert/strict';
import { eventually } from '../lib/eventually.mjs';

export async function websocket(world, step) {
  const { client } = world;
  const pod = (await client.pods.create({ name: 'websocket' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  const { inboxId: other } = await world.inbox();

  /** A socket of the client, open, with the frames it was told of. */
  const connect = async (by = client, args = {}) => {
    const socket = await by.websockets.connect({ apiKey: undefined, reconnectAttempts: 0, ...args });
    const frames = [];
    socket.on('message', frame => frames.push(frame));
    await socket.waitForOpen();
    return { socket, frames, told: wished => eventually('frame', () => frames.find(wished)) };
  };

  await step('is told of what it subscribes to, and of nothing else', [], async () => {
    const { socket, frames, told } = await connect();
    socket.sendSubscribe({ type: 'subscribe', inboxIds: [inboxId], eventTypes: ['message.received'] });
    const subscribed = await told(frame => frame.type === 'subscribed');
    assert.deepEqual([subscribed.inboxIds, subscribed.eventTypes, subscribed.podIds], [[inboxId], ['message.received'], undefined]);
    await world.deliver(other);
    const messageId = await world.deliver(inboxId, { html: '<p>Hello</p>' });
    const event = await told(frame => frame.type === 'event');
    assert.deepEqual([event.eventType, event.message.messageId, event.thread.inboxId], ['message.received', messageId, inboxId]);
    assert.ok(event.message.timestamp instanceof Date);
    assert.equal(frames.filter(frame => frame.type === 'event').length, 1);
    socket.close();
  });

  await step('is told of all without a filter', [], async () => {
    const { socket, told } = await connect();
    socket.sendSubscribe({ type: 'subscribe' });
    await told(frame => frame.type === 'subscribed');
    const { messageId } = await client.inboxes.messages.send(inboxId, { to: [other], text: '-' });
    await told(frame => frame.send?.messageId === messageId);
    await told(frame => frame.delivery?.messageId === messageId);
    await told(frame => frame.message?.messageId === messageId && frame.message.inboxId === other);
    socket.close();
  });

  await step('is told of a pod', [], async () => {
    const { socket, told } = await connect();
    socket.sendSubscribe({ type: 'subscribe', podIds: [pod] });
    assert.deepEqual((await told(frame => frame.type === 'subscribed')).podIds, [pod]);
    const messageId = await world.deliver(inboxId);
    await told(frame => frame.message?.messageId === messageId);
    socket.close();
  });

  await step('hears why it may not', [], async () => {
    const { apiKey } = await client.inboxes.apiKeys.create(inboxId, { permissions: { messageRead: true } });
    const { socket, told } = await connect(world.clientWith(apiKey), { apiKey });
    socket.sendSubscribe({ type: 'subscribe', eventTypes: ['message.received.spam'] });
    const error = await told(frame => frame.type === 'error');
    assert.match(error.message, /label_spam_read/);
    socket.close();
  });

  await step('is told on the socket and by a webhook under one id', [], async () => {
    const hook = world.unique('hook');
    const { secret } = await client.webhooks.create({ url: world.receiver.url(hook), eventTypes: ['message.received'], inboxIds: [inboxId] });
    const { socket, told } = await connect();
    socket.sendSubscribe({ type: 'subscribe', inboxIds: [inboxId] });
    await told(frame => frame.type === 'subscribed');
    const messageId = await world.deliver(inboxId);
    const event = await told(frame => frame.message?.messageId === messageId);
    const call = await world.receiver.call(hook, each => each.message.message_id === messageId, [secret]);
    assert.equal(call.headers['svix-id'], event.eventId);
    assert.equal(call.event.event_id, event.eventId);
    socket.close();
  });

  await step('is closed to who has no key', [], async () => {
    const errors = [];
    const socket = await world.clientWith('am_nobody').websockets.connect({ apiKey: 'am_nobody', reconnectAttempts: 0, waitForOpen: false });
    socket.on('error', error => errors.push(error.message));
    await eventually('refused', () => errors.length > 0);
    assert.match(errors[0], /401/);
    socket.close();
  });
}
