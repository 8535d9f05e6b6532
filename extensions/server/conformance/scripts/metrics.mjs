import assert from 'node:assert/strict';
import { eventually } from '../lib/eventually.mjs';

export async function metrics(world, step) {
  const { client } = world;
  const { ValidationError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'metrics' })).podId;
  const { inboxId } = await client.pods.inboxes.create(pod, { username: world.unique('i') });
  await world.deliver(inboxId);
  await world.deliver(inboxId);
  const start = new Date(Date.now() - 3_600_000);
  const end = new Date(Date.now() + 3_600_000);
  const sum = points => (points ?? []).reduce((total, point) => total + point.count, 0);

  for (const { name, part, args } of world.places('metrics', { pod, inbox: inboxId })) {
    await step(`${name}: counts events`, [`${name}.queryEvents`], async () => {
      const ask = wish => part.queryEvents(...args, { eventTypes: ['message.received', 'message.sent'], start, end, ...wish });
      await eventually('counted', async () => sum((await ask({ period: 3600 }))['message.received']) >= 2);
      const [point] = (await ask({ limit: 1, descending: true }))['message.received'];
      assert.ok(point.timestamp instanceof Date);
      assert.ok(sum((await part.queryEvents(...args))['message.received']) >= 2);
      await assert.rejects(ask({ start: new Date(0) }), ValidationError);
    });

    await step(`${name}: tells how much there is`, [`${name}.queryUsage`], async () => {
      const usage = await eventually('measured', async () => {
        const found = await part.queryUsage(...args, { usageTypes: ['message_count', 'storage_bytes', 'thread_count'], start, end, period: 3600 });
        return found.message_count?.at(-1).value >= 2 && found;
      });
      assert.ok(usage.storage_bytes.at(-1).value > 0);
      assert.ok(usage.thread_count.at(-1).timestamp instanceof Date);
      assert.ok((await part.queryUsage(...args)).message_count.length > 0);
      const everything = await part.queryUsage(...args, { usageTypes: ['inbox_count', 'pod_count', 'domain_count', 'message_count'] });
      const more = { metrics: ['domain_count', 'inbox_count', 'message_count', 'pod_count'], 'pods.metrics': ['domain_count', 'inbox_count', 'message_count'] };
      assert.deepEqual(Object.keys(everything).sort(), more[name] ?? ['message_count']);
    });

    await step(`${name}: answers clients that know one way only`, [`${name}.query`], async () => {
      await eventually('counted', async () => sum((await part.query(...args, { eventTypes: ['message.received'], start, end, period: '3600' }))['message.received']) >= 2);
      assert.ok(sum((await part.query(...args))['message.received']) >= 2);
    });
  }
}
