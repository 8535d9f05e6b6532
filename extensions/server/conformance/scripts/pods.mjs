import assert from 'node:assert/strict';
import { all } from '../lib/pages.mjs';

export async function pods(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const wish = { name: 'Customer', clientId: world.unique('c') };
  const pod = await client.pods.create(wish);

  await step('are made, and found by either id', [], async () => {
    assert.deepEqual([pod.name, pod.clientId], ['Customer', wish.clientId]);
    assert.deepEqual(await client.pods.get(pod.podId), pod);
    assert.deepEqual(await client.pods.get(wish.clientId), pod);
    assert.equal((await client.pods.create(wish)).podId, pod.podId);
    assert.ok((await client.pods.create({})).name.length > 0);
    await assert.rejects(client.pods.create({ clientId: 'looks@like.an.address' }), ValidationError);
  });

  await step('are listed by page, the default one among them', [], async () => {
    const newest = (await all('pods', page => client.pods.list(page))).map(each => each.podId);
    assert.ok(newest.includes(pod.podId) && newest.includes(world.organizationId));
    const oldest = await all('pods', page => client.pods.list(page), { ascending: true });
    assert.deepEqual(oldest.map(each => each.podId), newest.reverse());
  });

  await step('have inboxes of their own', [], async () => {
    const inside = await client.pods.inboxes.create(pod.podId, {});
    const outside = await world.inbox();
    assert.equal(inside.podId, pod.podId);
    assert.deepEqual((await client.pods.inboxes.list(pod.podId)).inboxes.map(each => each.inboxId), [inside.inboxId]);
    await assert.rejects(client.pods.inboxes.get(pod.podId, outside.inboxId), NotFoundError);
    await assert.rejects(client.pods.delete(pod.podId), error => [403, 409].includes(error.statusCode) && error.body.code === 'cannot_delete');
    await client.pods.inboxes.delete(pod.podId, inside.inboxId);
  });

  await step('are gone when they were deleted', [], async () => {
    await client.pods.delete(pod.podId);
    await assert.rejects(client.pods.get(pod.podId), NotFoundError);
    await assert.rejects(client.pods.inboxes.list(pod.podId), NotFoundError);
  });
}
