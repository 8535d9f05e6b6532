/*
 * What is known beforehand: where the contract contradicts itself, what it no longer has and older clients still call, and what this server is not to
 * have. Whatever is not in here and differs fails a run.
 */

/** Statuses that the machine-readable contract has for no operation, or not for each, and its prose (§1.7, §1.8) has for all. */
export const EVERYWHERE = {
  400: 'every malformed request, such as a page token that is none',
  401: 'no key',
  403: 'an unknown key, or one that may not',
  413: 'a body over the limit',
  429: 'too much at once',
};

/** Operations and a status that the machine-readable contract does not have for them, and its prose has. */
export const CONTRADICTIONS = {
  'inboxes.delete 202': 'delete statuses: pod 204, inbox 202, api key 204; clients take any 2xx',
  'pods.inboxes.delete 202': 'the same',
  'inboxes.messages.send 422': 'no recipient: 422',
};

/** Operations that only older clients call, and the one of today whose answer they get. */
export const OLDER = [
  { id: 'metrics.query', method: 'GET', path: '/v0/metrics', like: 'metrics.queryEvents' },
  { id: 'pods.metrics.query', method: 'GET', path: '/v0/pods/{pod_id}/metrics', like: 'pods.metrics.queryEvents' },
  { id: 'inboxes.metrics.query', method: 'GET', path: '/v0/inboxes/{inbox_id}/metrics', like: 'inboxes.metrics.queryEvents' },
  ...['draft-reply', 'draft-reply-all', 'draft-forward'].map(action => ({
    id: `inboxes.messages.${action.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}`,
    method: 'POST',
    path: `/v0/inboxes/{inbox_id}/messages/{message_id}/${action}`,
    like: 'inboxes.drafts.create',
  })),
];

/** AgentID, which is a service of AgentMail's own: signing in elsewhere with an inbox. */
const OUT_OF_SCOPE = [/^providers\./, /^accounts\./, /^inboxes\.authorize$/, /^domains\.getSetupLink$/, /^apiKeys\..*(PublicKey|AgentId)/];

/** Whether a method of a client, or the operation of that name, is none that this server is to have. */
export function isOutOfScope(method) {
  return OUT_OF_SCOPE.some(pattern => pattern.test(method));
}
