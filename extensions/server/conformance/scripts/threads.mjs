import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';
import { eventually } from '../lib/eventually.mjs';

export async function threads(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'threads' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });

  for (const { name, part, args } of world.places('threads', { pod, inbox: inboxId })) {
    const first = await world.deliver(inboxId, { subject: 'Where is it?' });
    const second = await world.deliver(inboxId, { subject: 'Re: Where is it?', from: 'Bob <bob@example.org>', headers: { 'In-Reply-To': first, References: first } });
    const other = await world.deliver(inboxId, { subject: 'Where is it?' });
    const { threadId } = await client.inboxes.messages.get(inboxId, first);
    const apart = (await client.inboxes.messages.get(inboxId, other)).threadId;
    const list = wish => part.list(...args, wish);

    await step(`${name}: shows an answer with its question`, [], async () => {
      const thread = await part.get(...args, threadId);
      assert.deepEqual(thread.messages.map(message => message.messageId), [first, second]);
      assert.equal(thread.messageCount, 2);
      assert.equal(thread.lastMessageId, second);
      assert.equal(thread.inboxId, inboxId);
      assert.equal(thread.messages[0].text.trim(), 'Is anybody there?');
      assert.ok(thread.receivedTimestamp instanceof Date);
      assert.equal(thread.sentTimestamp, undefined);
    });

    await step(`${name}: shows the newest first, by page`, [], async () => {
      const page = await part.get(...args, threadId, { limit: 1 });
      const paged = page.nextPageToken !== undefined;
      assert.deepEqual(page.messages.map(message => message.messageId), paged ? [second] : [first, second]);
      if (paged) {
        const last = await part.get(...args, threadId, { limit: 1, pageToken: page.nextPageToken });
        assert.deepEqual(last.messages.map(message => message.messageId), [first]);
        assert.equal(last.nextPageToken, undefined);
      }
    });

    await step(`${name}: lists by page, in both orders`, [], async () => {
      const newest = await all('threads', list);
      assert.ok(newest.findIndex(each => each.threadId === apart) < newest.findIndex(each => each.threadId === threadId));
      assert.deepEqual((await all('threads', list, { ascending: true })).map(each => each.threadId), newest.map(each => each.threadId).reverse());
      assert.deepEqual((await list({ labels: ['unread', 'none'], before: new Date(), after: new Date(0) })).threads, []);
    });

    await step(`${name}: lists by those who wrote, those who got, and subject`, [`${name}.search`], async () => {
      const found = await eventually('found', async () => {
        const { threads } = await list({ senders: ['bob@example.org'], recipients: [inboxId], subject: ['where'] });
        return threads.some(each => each.threadId === threadId) && threads;
      });
      assert.ok(!found.some(each => each.threadId === apart));
    });

    await step(`${name}: labels all of its messages`, [], async () => {
      const changed = await part.update(...args, threadId, { addLabels: ['done'], removeLabels: ['unread'] });
      assert.equal(changed.threadId, threadId);
      assert.ok(changed.labels.includes('done') && !changed.labels.includes('unread'));
      assert.ok((await client.inboxes.messages.get(inboxId, first)).labels.includes('done'));
      await assert.rejects(part.update(...args, threadId, { addLabels: ['sent'] }), ValidationError);
    });

    await step(`${name}: is gone when it was deleted`, [], async () => {
      await part.delete(...args, threadId);
      await assert.rejects(part.get(...args, threadId), NotFoundError);
      await assert.rejects(client.inboxes.messages.get(inboxId, first), NotFoundError);
      await assert.rejects(part.delete(...args, threadId), NotFoundError);
    });
  }
}
