import assert from 'node:assert/strict';

export async function account(world, step) {
  const { client } = world;

  await step('tells who the caller is', ['auth.me'], async () => {
    const me = await client.auth.me();
    assert.equal(me.scopeType, 'organization');
    assert.equal(me.organizationId, world.organizationId);
  });

  await step('shows the organization', [], async () => {
    const organization = await client.organizations.get();
    assert.equal(organization.organizationId, world.organizationId);
    assert.equal(organization.inboxCount, (await client.inboxes.list()).count);
    assert.ok(organization.createdAt instanceof Date);
  });

  await step('hands on requests of its own', [], async () => {
    const answer = await client.fetch('/v0/organizations');
    assert.equal((await answer.json()).organization_id, world.organizationId);
  });

  await step('is told of a key that nobody has', [], async () => {
    await assert.rejects(world.clientWith('am_nobody').organizations.get(), { statusCode: 403 });
  });
}
