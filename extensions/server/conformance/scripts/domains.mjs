import assert from 'node:assert/strict';
import { at } from '../lib/client.mjs';
import { all } from '../lib/pages.mjs';

export async function domains(world, step) {
  const { client } = world;
  const { NotFoundError, ValidationError } = world.module.AgentMail;
  const pod = (await client.pods.create({ name: 'domains' })).podId;

  await client.domains.create({ domain: `${world.unique('d')}.example`, feedbackEnabled: false });

  for (const { name, part, args } of world.places('domains', { pod })) {
    const domain = `${world.unique('d')}.example`;
    const made = await part.create(...args, { domain, feedbackEnabled: true, subdomainsEnabled: true });
    const id = made.domainId;
    let zone;

    await step(`${name}: says what the name servers are to say`, [], async () => {
      assert.deepEqual([made.domain, made.feedbackEnabled, made.podId], [domain, true, args[0]]);
      assert.deepEqual([...new Set(made.records.map(record => record.type))].sort(), ['MX', 'TXT']);
      zone = Buffer.from(await (await part.getZoneFile(...args, id)).arrayBuffer()).toString();
      for (const record of made.records) {
        assert.ok(zone.includes(record.type));
      }
    });

    await step(`${name}: shows it, and lists by page`, [], async () => {
      assert.equal((await part.get(...args, id)).domain, domain);
      const newest = await all('domains', page => part.list(...args, page), {}, 1);
      assert.ok(newest.some(each => each.domainId === id));
      const oldest = await all('domains', page => part.list(...args, page), { ascending: true }, 1);
      assert.deepEqual(oldest.map(each => each.domainId), newest.map(each => each.domainId).reverse());
    });

    await step(`${name}: changes`, [], async () => {
      assert.equal((await part.update(...args, id, { feedbackEnabled: false })).feedbackEnabled, false);
      await assert.rejects(part.update(...args, id, {}), { statusCode: 400 });
    });

    await step(`${name}: is looked for in the DNS`, [], async () => {
      await part.verify(...args, id);
      assert.notEqual((await part.get(...args, id)).status, 'VERIFIED');
    });

    await step(`${name}: is verified when it is there, and has inboxes then`, [], async t => {
      if (!world.server.dns) {
        t.skip('no name server to write to: POSTROOM_DNS');
        return;
      }
      const hook = world.unique('hook');
      const { secret } = await client.webhooks.create({ url: world.receiver.url(hook), eventTypes: ['domain.verified'] });
      await fetch(world.server.dns, { method: 'POST', body: zone });
      await part.verify(...args, id);
      const found = await part.get(...args, id);
      assert.equal(found.status, 'VERIFIED');
      assert.ok(found.records.every(record => record.status === 'VALID'));
      await world.receiver.call(hook, event => event.domain.domain_id === id, [secret]);
      const inbox = await at(client, name.replace('domains', 'inboxes')).create(...args, { username: 'desk', domain });
      assert.equal(inbox.inboxId, `desk@${domain}`);
      await client.inboxes.delete(inbox.inboxId);
    });

    await step(`${name}: is gone when it was deleted`, [], async () => {
      await part.delete(...args, id);
      for (const gone of [part.get, part.delete, part.verify, part.getZoneFile]) {
        await assert.rejects(gone(...args, id), NotFoundError);
      }
      await assert.rejects(part.update(...args, id, { feedbackEnabled: true }), NotFoundError);
    });
  }

  await step('refuses what is no domain', [], async () => {
    await assert.rejects(client.domains.create({ domain: 'no domain', feedbackEnabled: true }), ValidationError);
    await assert.rejects(client.inboxes.create({ domain: 'unverified.example' }), error => [404, 422].includes(error.statusCode));
  });
}
