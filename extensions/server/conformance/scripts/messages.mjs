import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';
import { eventually } from '../lib/eventually.mjs';

export async function messages(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const { inboxId } = await world.inbox();
  const odd = `<a+b/c=${world.unique('m')}@example.com>`; // characters that clients encode, each in its way
  const ids = [
    await world.deliver(inboxId, { subject: 'First invoice', html: '<p>Is <b>anybody</b> there?</p>' }),
    await world.deliver(inboxId, { subject: 'Second', from: 'Bob <bob@example.org>', id: odd, text: 'Yes.\n\nOn Monday, Ann wrote:\n> Is anybody there?' }),
    await world.deliver(inboxId, { subject: '', headers: { Cc: 'Carol <carol@example.net>', 'Reply-To': 'desk@example.com' } }),
  ];
  const part = client.inboxes.messages;
  const list = wish => part.list(inboxId, wish);
  const found = async wish => (await list(wish)).messages.map(message => message.messageId);

  await step('lists by page, in both orders', [], async () => {
    assert.deepEqual((await all('messages', list)).map(each => each.messageId), [...ids].reverse());
    assert.deepEqual((await all('messages', list, { ascending: true })).map(each => each.messageId), ids);
  });

  await step('lists by time and labels', [], async () => {
    const second = await part.get(inboxId, odd);
    assert.deepEqual(await found({ after: second.timestamp, ascending: true, labels: ['received', 'unread'] }).then(each => each.includes(ids[2])), true);
    assert.deepEqual(await found({ before: new Date(second.timestamp.getTime() - 60_000) }), []);
    assert.deepEqual(await found({ labels: ['received', 'not there'] }), []);
    assert.deepEqual(await found({ labels: ['unread'], includeSpam: true, includeTrash: true, includeBlocked: true, includeUnauthenticated: true }), [...ids].reverse());
  });

  await step('lists by sender, recipient and subject', ['inboxes.messages.search'], async () => {
    await eventually('found', async () => (await found({ from: ['example.org'] })).join() === odd);
    await eventually('found', async () => (await found({ to: [inboxId], subject: ['invoice'] })).join() === ids[0]);
  });

  await step('shows one whole', [], async () => {
    const first = await part.get(inboxId, ids[0]);
    assert.equal(first.subject, 'First invoice');
    assert.equal(first.text.trim(), 'Is anybody there?');
    assert.match(first.html, /anybody/);
    assert.ok(first.timestamp instanceof Date && first.createdAt instanceof Date && first.updatedAt instanceof Date);
    assert.equal(first.headers['Message-ID'] ?? first.headers['message-id'], ids[0]);
    const second = await part.get(inboxId, odd);
    assert.equal(second.messageId, odd);
    assert.equal(second.extractedText.trim(), 'Yes.');
    const third = await part.get(inboxId, ids[2]);
    assert.equal(third.subject, undefined);
    assert.deepEqual(third.cc, ['Carol <carol@example.net>']);
    assert.deepEqual(third.replyTo, ['desk@example.com']);
  });

  await step('gives the octets', [], async () => {
    const raw = await part.getRaw(inboxId, odd);
    assert.equal(raw.messageId, odd);
    const octets = await (await fetch(raw.downloadUrl)).text();
    assert.ok(octets.includes(`Message-ID: ${odd}`));
    assert.ok(raw.expiresAt > new Date());
  });

  await step('shows many at once, in the order of the wish', [], async () => {
    const many = await part.batchGet(inboxId, { messageIds: [ids[2], '<none@example.com>', ids[0]] });
    assert.deepEqual(many.messages.map(each => each.messageId), [ids[2], ids[0]]);
    assert.deepEqual([many.count, many.limit], [2, 3]);
    await assert.rejects(part.batchGet(inboxId, { messageIds: [ids[0], ids[0]] }), ValidationError);
  });

  await step('labels many at once', ['inboxes.messages.batchUpdate'], async () => {
    const many = await part.batchUpdate(inboxId, { messageIds: [ids[0], '<none@example.com>', ids[1]], addLabels: ['seen by us'], removeLabels: 'unread' });
    assert.deepEqual([many.count, many.limit, many.updates.map(each => each.messageId)], [2, 3, [ids[0], ids[1]]]);
    assert.deepEqual(await found({ labels: ['seen by us'] }), [ids[1], ids[0]]);
    await assert.rejects(part.batchUpdate(inboxId, { messageIds: [ids[0]] }), ValidationError);
  });

  await step('deletes for good', [], async () => {
    await part.delete(inboxId, odd);
    await assert.rejects(part.get(inboxId, odd), NotFoundError);
    await assert.rejects(part.delete(inboxId, odd), NotFoundError);
    assert.deepEqual(await found({}), [ids[2], ids[0]]);
  });

  await step('does not know a message of another inbox', [], async () => {
    const other = await world.inbox();
    await assert.rejects(part.get(other.inboxId, ids[0]), NotFoundError);
    await assert.rejects(part.getRaw(other.inboxId, ids[0]), NotFoundError);
    await assert.rejects(part.list('nobody@example.com'), NotFoundError);
  });

  await step('does not know a page that it never named', [], async () => {
    await assert.rejects(list({ pageToken: 'nonsense' }), { statusCode: 400 });
    await assert.rejects(list({ limit: 0 }), { statusCode: 400 });
  });
}
