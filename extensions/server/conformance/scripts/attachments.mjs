import assert from 'node:assert/strict';

const FILE = { name: 'péché & more.bin', type: 'application/octet-stream', content: Uint8Array.from({ length: 3000 }, (_, at) => at % 256) };

export async function attachments(world, step) {
  const { client } = world;
  const { NotFoundError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'attachments' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  const messageId = await world.deliver(inboxId, { files: [{ ...FILE, name: 'data.bin' }] });
  const { threadId, attachments: [{ attachmentId }] } = await client.inboxes.messages.get(inboxId, messageId);

  const check = async attachment => {
    assert.equal(attachment.attachmentId, attachmentId);
    assert.equal(attachment.filename, 'data.bin');
    assert.equal(attachment.size, FILE.content.length);
    assert.equal(attachment.contentDisposition, 'attachment');
    assert.ok(attachment.expiresAt > new Date());
    const file = await fetch(attachment.downloadUrl);
    assert.match(file.headers.get('content-disposition'), /^attachment/);
    assert.deepEqual(new Uint8Array(await file.arrayBuffer()), FILE.content);
  };

  await step('of a message', [], async () => {
    await check(await client.inboxes.messages.getAttachment(inboxId, messageId, attachmentId));
    await assert.rejects(client.inboxes.messages.getAttachment(inboxId, messageId, 'none'), NotFoundError);
  });

  for (const { name, part, args } of world.places('threads', { pod, inbox: inboxId })) {
    await step(`of a thread, ${name}`, [], async () => {
      await check(await part.getAttachment(...args, threadId, attachmentId));
      await assert.rejects(part.getAttachment(...args, threadId, 'none'), NotFoundError);
    });
  }

  await step('of a draft', [], async () => {
    const draft = await client.inboxes.drafts.create(inboxId, {
      attachments: [{ filename: FILE.name, contentType: FILE.type, content: Buffer.from(FILE.content).toString('base64') }],
    });
    const [{ attachmentId: id, filename, size }] = draft.attachments;
    assert.deepEqual([filename, size], [FILE.name, FILE.content.length]);
    for (const { part, args } of world.places('drafts', { pod, inbox: inboxId })) {
      const attachment = await part.getAttachment(...args, draft.draftId, id);
      assert.deepEqual(new Uint8Array(await (await fetch(attachment.downloadUrl)).arrayBuffer()), FILE.content);
      await assert.rejects(part.getAttachment(...args, draft.draftId, 'none'), NotFoundError);
    }
  });
}
