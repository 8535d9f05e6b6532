import assert from 'node:assert/strict';

export async function sending(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const [{ inboxId: ann }, { inboxId: bob }, { inboxId: carol }] = [await world.inbox(), await world.inbox(), await world.inbox()];
  const part = client.inboxes.messages;
  const content = Buffer.from('one,two\n').toString('base64');
  let sent;
  let received;

  await step('sends', [], async () => {
    sent = await part.send(ann, {
      to: [`Bob <${bob}>`],
      cc: carol,
      replyTo: ann,
      subject: 'Figures',
      text: 'See the table.',
      html: '<p>See the <i>table</i>.<img src="cid:logo"></p>',
      labels: ['figures'],
      headers: { 'X-Case': '17' },
      attachments: [
        { filename: 'table.csv', contentType: 'text/csv', contentDisposition: 'attachment', content },
        { filename: 'logo.png', contentType: 'image/png', contentDisposition: 'inline', contentId: 'logo', content },
      ],
    });
    const copy = await part.get(ann, sent.messageId);
    assert.equal(copy.threadId, sent.threadId);
    assert.ok(['sent', 'figures'].every(label => copy.labels.includes(label)));
    assert.equal((await client.inboxes.threads.get(ann, sent.threadId)).sentTimestamp instanceof Date, true);
  });

  await step('is received, with all that was sent', [], async () => {
    await world.listed(bob, sent.messageId);
    received = await part.get(bob, sent.messageId);
    assert.equal(received.subject, 'Figures');
    assert.deepEqual([received.cc, received.bcc], [[carol], undefined]);
    assert.equal(received.headers['X-Case'] ?? received.headers['x-case'], '17');
    const { attachmentId, contentType } = received.attachments.find(each => each.contentDisposition === 'attachment');
    assert.equal(contentType, 'text/csv');
    assert.equal(received.attachments.find(each => each.contentDisposition === 'inline').contentId, 'logo');
    const { downloadUrl } = await part.getAttachment(bob, sent.messageId, attachmentId);
    assert.equal(await (await fetch(downloadUrl)).text(), 'one,two\n');
  });

  await step('answers', [], async () => {
    const answer = await part.reply(bob, sent.messageId, { text: 'Thanks.', attachments: [{ filename: 'a.txt', content }] });
    assert.equal(answer.threadId, received.threadId);
    const got = await world.listed(ann, answer.messageId);
    assert.equal(got.inReplyTo, sent.messageId);
    assert.equal(got.threadId, sent.threadId);
    assert.equal(got.subject, 'Re: Figures');
  });

  await step('answers all', [], async () => {
    const answers = [await part.replyAll(bob, sent.messageId, { text: 'Thanks to all.' }), await part.reply(bob, sent.messageId, { replyAll: true, html: '<p>Thanks</p>' })];
    for (const { messageId } of answers) {
      await world.listed(ann, messageId);
      await world.listed(carol, messageId);
    }
    await assert.rejects(part.reply(bob, sent.messageId, { replyAll: true, to: ann, text: 'both' }), { statusCode: 400 });
  });

  await step('forwards', [], async () => {
    const forward = await part.forward(carol, sent.messageId, { to: bob, text: 'Look.' });
    const got = await part.get(bob, (await world.listed(bob, forward.messageId)).messageId);
    assert.match(got.text, /^Look\.[^]*See the table\./);
    assert.ok(got.attachments.some(each => each.filename === 'table.csv'));
  });

  await step('refuses what cannot be sent', [], async () => {
    await assert.rejects(part.send(ann, { subject: 'to nobody', text: '-' }), error => [400, 422].includes(error.statusCode));
    await assert.rejects(part.send(ann, { to: 'not an address', text: '-' }), ValidationError);
    await assert.rejects(part.send('nobody@example.com', { to: bob, text: '-' }), NotFoundError);
    await assert.rejects(part.reply(ann, '<none@example.com>', { text: '-' }), NotFoundError);
    await assert.rejects(part.replyAll(ann, '<none@example.com>', { text: '-' }), NotFoundError);
    await assert.rejects(part.forward(ann, '<none@example.com>', { to: bob, text: '-' }), NotFoundError);
  });

  await step('refuses a recipient whom the lists keep out', [], async () => {
    await client.inboxes.lists.create(ann, 'send', 'block', { entry: 'rival@example.org' });
    await assert.rejects(part.send(ann, { to: 'rival@example.org', text: '-' }), error => {
      assert.equal(error.statusCode, 403);
      assert.equal(error.body.code, 'message_rejected');
      return true;
    });
  });
}
