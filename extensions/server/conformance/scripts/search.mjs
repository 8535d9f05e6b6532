import assert from 'node:assert/strict';
import { eventually } from '../lib/eventually.mjs';

export async function search(world, step) {
  const { client } = world;
  const pod = (await client.pods.create({ name: 'search' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  const word = world.unique('zebra');
  const subject = world.unique('quagga');
  const inBody = await world.deliver(inboxId, { text: `We saw a ${word} at noon.` });
  const inSubject = await world.deliver(inboxId, { subject: `About the ${subject}` });

  await step('finds messages by a word of the text', ['inboxes.messages.search'], async () => {
    const part = client.inboxes.messages;
    const [hit] = await eventually('found', async () => {
      const { messages } = await part.search(inboxId, { q: word });
      return messages.length > 0 && messages;
    });
    assert.equal(hit.messageId, inBody);
    assert.ok(hit.highlights.text[0].includes(`**${word}**`));
    await eventually('found by a part of the subject', async () => {
      const { messages } = await part.search(inboxId, { q: subject.slice(2, 12), limit: 5 });
      return messages.map(each => each.messageId).join() === inSubject;
    });
    assert.deepEqual((await part.search(inboxId, { q: word, after: new Date() })).messages, []);
    assert.deepEqual((await part.search(inboxId, { q: word, before: new Date(0) })).messages, []);
    await assert.rejects(part.search(inboxId, { q: word, pageToken: 'nonsense' }), { statusCode: 400 });
    await assert.rejects(part.search('nobody@example.com', { q: word }), world.module.AgentMail.NotFoundError);
  });

  for (const { name, part, args } of world.places('threads', { pod, inbox: inboxId })) {
    await step(`finds threads, ${name}`, [`${name}.search`], async () => {
      const [hit, ...more] = await eventually('found', async () => {
        const found = await part.search(...args, { q: word });
        return found.count > 0 && found.threads;
      });
      assert.equal(hit.lastMessageId, inBody);
      assert.deepEqual(more, []);
      assert.match(hit.highlights.text[0], new RegExp(word));
    });
  }

  await step('leaves out what is in the trash', ['inboxes.messages.search'], async () => {
    await client.inboxes.messages.update(inboxId, inBody, { addLabels: 'trash' });
    await eventually('out of search', async () => (await client.inboxes.messages.search(inboxId, { q: word })).count === 0);
  });
}
