import assert from 'node:assert/strict';

/** What the client does by itself when something fails, and that the server bears it. */
export async function retries(world, step) {
  const { client, recorder } = world;
  const { inboxId: from } = await world.inbox();
  const { inboxId: to } = await world.inbox();
  const part = client.inboxes.messages;
  const letter = { to, subject: 'Once', text: 'Once.' };
  // versions without a word for it set the header
  const once = key => ({ idempotencyKey: key, headers: { 'Idempotency-Key': key } });
  const exchanges = operation => recorder.exchanges.filter(each => each.operation === operation);

  await step('the same key sends once', [], async () => {
    const key = world.unique('k');
    const first = await part.send(from, letter, once(key));
    assert.deepEqual(await part.send(from, letter, once(key)), first);
  });

  await step('the same key for something else is a conflict, and the client does not try again', [], async () => {
    const key = world.unique('k');
    await part.send(from, letter, once(key));
    const before = exchanges('inboxes.messages.send').length;
    await assert.rejects(part.send(from, { ...letter, subject: 'Other' }, once(key)), { statusCode: 409 });
    const [answer, ...more] = exchanges('inboxes.messages.send').slice(before);
    assert.equal(answer.headers['x-should-retry'], 'false');
    assert.deepEqual(more, []);
  });

  await step('a send whose answer is lost is tried again, and leaves once', [], async () => {
    const subject = world.unique('lost');
    const before = exchanges('inboxes.messages.send').length;
    recorder.loseAnswer('inboxes.messages.send');
    const { messageId } = await part.send(from, { ...letter, subject }, once(world.unique('k')));
    assert.equal(exchanges('inboxes.messages.send').length, before + 2);
    await world.listed(to, messageId);
    const { messages } = await part.list(to, { includeSpam: true, includeTrash: true });
    assert.equal(messages.filter(each => each.subject === subject).length, 1);
  });

  await step('a draft is sent once', [], async () => {
    const { draftId } = await client.inboxes.drafts.create(from, { to: [to], subject: 'Draft', text: 'Once.' });
    recorder.loseAnswer('inboxes.drafts.send');
    const { messageId } = await client.inboxes.drafts.send(from, draftId, {}, once(world.unique('k')));
    await world.listed(to, messageId);
  });
}
