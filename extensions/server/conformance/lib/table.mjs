import { isOutOfScope } from './known.mjs';

const COLUMNS = {
  client: world => `agentmail ${world.version}`,
  methods: world => world.methods.length,
  driven: world => world.methods.filter(method => world.driven.has(method) && !isOutOfScope(method)).length,
  'not in scope': world => world.methods.filter(isOutOfScope).length,
  'not driven': world => world.methods.filter(method => !world.driven.has(method) && !isOutOfScope(method)).length,
  'not in this version': world => new Set(world.lacking).size,
  requests: world => world.recorder.exchanges.length,
  frames: world => world.recorder.frames,
  webhooks: world => world.receiver.count,
  differences: world => world.recorder.failures.length + world.receiver.failures.length,
};

/** What was done with each version of the client, and how much of the contract that was, as text. */
export function table(worlds, contract) {
  const names = Object.keys(COLUMNS);
  const rows = [names, ...worlds.map(world => names.map(name => String(COLUMNS[name](world))))];
  const widths = names.map((_, column) => Math.max(...rows.map(row => row[column].length)));
  const lines = rows.map(row => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '));
  const seen = new Set(worlds.flatMap(world => [...world.recorder.operations]));
  const inScope = contract.inScope();
  return `${lines.join('\n')}\n${inScope.filter(id => seen.has(id)).length} of ${inScope.length} operations in scope were answered with success\n`;
}
