import assert from 'node:assert/strict';
import { eventually } from '../lib/eventually.mjs';

/** An agent that signs itself up, with a human who is an inbox here. */
export async function agent(world, step) {
  const { inboxId: human } = await world.inbox();
  const wish = { humanEmail: human, username: world.unique('agent') };
  let signed;

  await step('signs up without a key', ['agent.signUp'], async () => {
    signed = await world.clientWith('am_none').agent.signUp(wish);
    assert.match(signed.apiKey, /^am_/);
    assert.ok(signed.inboxId.startsWith(wish.username));
    assert.equal((await world.clientWith(signed.apiKey).inboxes.get(signed.inboxId)).inboxId, signed.inboxId);
  });

  await step('is verified by the code that its human got', ['agent.verify'], async () => {
    const part = world.client.inboxes.messages;
    const [{ messageId }] = await eventually('code', async () => {
      const { messages } = await part.list(human);
      return messages.length > 0 && messages;
    });
    const [{ code }] = (await part.get(human, messageId)).codes; // our addition, which clients pass through
    const self = world.clientWith(signed.apiKey);
    await assert.rejects(self.agent.verify({ otpCode: `${code}0` }), { statusCode: 400 });
    assert.equal((await self.agent.verify({ otpCode: code })).verified, true);
    await world.admin('DELETE', `/${signed.organizationId}`);
  });
}
