import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';
import { eventually } from '../lib/eventually.mjs';

const TOMORROW = new Date(Math.trunc(Date.now() / 1000 + 86_400) * 1000);

export async function drafts(world, step) {
  const { client } = world;
  const { NotFoundError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'drafts' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  const { inboxId: other } = await world.inbox();
  const part = client.inboxes.drafts;
  const wish = { to: [other], subject: 'Plan', text: 'A plan.', html: '<p>A plan.</p>', labels: ['plans'], clientId: world.unique('c') };
  const draft = await part.create(inboxId, wish);

  await step('is kept as it was written', [], async () => {
    assert.deepEqual(await part.get(inboxId, draft.draftId), draft);
    assert.deepEqual([draft.to, draft.subject, draft.text, draft.clientId], [[other], 'Plan', 'A plan.', wish.clientId]);
    assert.ok(draft.labels.includes('plans'));
    assert.equal((await part.create(inboxId, wish)).draftId, draft.draftId);
  });

  await step('changes', [], async () => {
    const changed = await part.update(inboxId, draft.draftId, { subject: 'The plan', cc: [inboxId] });
    assert.deepEqual([changed.subject, changed.cc, changed.text], ['The plan', [inboxId], 'A plan.']);
  });

  await step('loses what is taken from it', ['webhooks.getHeaders'], async () => {
    const file = { filename: 'a.txt', contentType: 'text/plain', content: Buffer.from('a').toString('base64') };
    const grown = await part.update(inboxId, draft.draftId, { addAttachments: [file], addLabels: ['more'], removeLabels: ['plans'] });
    assert.deepEqual([grown.attachments.length, grown.labels.includes('more'), grown.labels.includes('plans')], [1, true, false]);
    const shrunk = await part.update(inboxId, draft.draftId, { cc: null, html: null, removeAttachments: [grown.attachments[0].attachmentId] });
    assert.deepEqual([shrunk.cc, shrunk.html, shrunk.attachments], [undefined, undefined, undefined]);
  });

  for (const { name, part: place, args } of world.places('drafts', { pod, inbox: inboxId })) {
    await step(`${name}: shows it, alone and in a list by page`, [], async () => {
      await Promise.all([1, 2].map(() => part.create(inboxId, { subject: 'Another' })));
      assert.equal((await place.get(...args, draft.draftId)).inboxId, inboxId);
      const newest = await all('drafts', page => place.list(...args, page));
      assert.ok(newest.some(each => each.draftId === draft.draftId));
      const oldest = await all('drafts', page => place.list(...args, page), { ascending: true, before: new Date(Date.now() + 60_000), after: new Date(0) });
      assert.deepEqual(oldest.map(each => each.draftId), newest.map(each => each.draftId).reverse());
      assert.deepEqual((await place.list(...args, { labels: ['none'] })).drafts, []);
      await assert.rejects(place.get(...args, world.organizationId), NotFoundError);
    });
  }

  await step('leaves when it is sent', [], async () => {
    const { messageId } = await part.send(inboxId, draft.draftId, { addLabels: ['done'] });
    const got = await world.listed(other, messageId);
    assert.match(got.subject, /plan/i);
    assert.ok((await client.inboxes.messages.get(inboxId, messageId)).labels.includes('done'));
    await assert.rejects(part.get(inboxId, draft.draftId), NotFoundError);
  });

  await step('leaves at its time', [], async () => {
    const later = await part.create(inboxId, { to: [other], subject: world.unique('later'), text: '-', sendAt: TOMORROW });
    assert.deepEqual([later.sendStatus, later.sendAt], ['scheduled', TOMORROW]);
    assert.ok(later.labels.includes('scheduled'));
    await part.update(inboxId, later.draftId, { sendAt: new Date(Date.now() + 1500) });
    await eventually('sent', async () => (await client.inboxes.messages.list(other)).messages.some(each => each.subject === later.subject));
    await eventually('gone', () => part.get(inboxId, later.draftId).then(() => false, error => error instanceof NotFoundError));
  });

  await answers(world, step, inboxId);

  await step('is gone when it was deleted', [], async () => {
    const { draftId } = await part.create(inboxId, {});
    await part.delete(inboxId, draftId);
    await assert.rejects(part.get(inboxId, draftId), NotFoundError);
    await assert.rejects(part.delete(inboxId, draftId), NotFoundError);
    await assert.rejects(part.update(inboxId, draftId, { subject: '-' }), NotFoundError);
  });

  await step('refuses what is none', [], async () => {
    await assert.rejects(part.create(inboxId, { to: ['not an address'] }), { statusCode: 400 });
    await assert.rejects(part.create('nobody@example.com', {}), NotFoundError);
  });
}

/** Drafts that answer or forward a message: by fields of today, and by the routes of the versions around 0.5.14. */
async function answers(world, step, inboxId) {
  const { client } = world;
  const messageId = await world.deliver(inboxId, { headers: { Cc: 'carol@example.net' } });
  const part = client.inboxes.drafts;

  await step('answers a message', [], async () => {
    const draft = await part.create(inboxId, { inReplyTo: messageId, text: 'Yes.' });
    assert.deepEqual([draft.inReplyTo, draft.subject, draft.to], [messageId, 'Re: Hello', ['Ann <ann@example.com>']]);
  });

  await step('answers all, or forwards', ['webhooks.getHeaders'], async () => {
    const toAll = await part.create(inboxId, { inReplyTo: messageId, replyAll: true, text: 'Yes.' });
    assert.deepEqual(toAll.cc, ['carol@example.net']);
    const forward = await part.create(inboxId, { forwardOf: messageId, to: ['dan@example.com'] });
    assert.deepEqual([forward.forwardOf, forward.subject], [messageId, 'Fwd: Hello']);
  });

  await step('answers or forwards by routes of its own', ['inboxes.messages.draftReply'], async () => {
    const messages = client.inboxes.messages;
    const reply = await messages.draftReply(inboxId, messageId, { text: 'Yes.', labels: ['mine'] });
    assert.deepEqual([reply.inReplyTo, reply.to], [messageId, ['Ann <ann@example.com>']]);
    const toAll = await messages.draftReplyAll(inboxId, messageId, { text: 'Yes.' });
    assert.deepEqual(toAll.cc, ['carol@example.net']);
    assert.deepEqual((await messages.draftReply(inboxId, messageId, { replyAll: true })).cc, ['carol@example.net']);
    const forward = await messages.draftForward(inboxId, messageId, { to: ['dan@example.com'] });
    assert.deepEqual([forward.forwardOf, forward.subject], [messageId, 'Fwd: Hello']);
    assert.equal((await part.get(inboxId, forward.draftId)).draftId, forward.draftId);
  });
}
