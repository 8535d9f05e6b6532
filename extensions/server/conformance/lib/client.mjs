/** Calls `visit(name, method)` for each method of a client and of the parts behind its getters, by its dotted name. */
function visit(part, path, found) {
  const seen = new Set();
  for (let type = Object.getPrototypeOf(part); type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      if (name === 'constructor' || name.startsWith('_') || seen.has(name)) {
        continue;
      }
      seen.add(name);
      if (property.get) {
        visit(part[name], [...path, name], found);
      } else {
        found.push([...path, name].join('.'));
      }
    }
  }
  return found;
}

/** The dotted names of all methods of a client: what its version can do, by its own account. */
export function methodsOf(client) {
  return visit(client, [], []).sort();
}

/** The same client, which says the dotted name of each method that is called. */
export function watched(client, called, path = []) {
  return new Proxy(client, {
    get(part, name) {
      const value = part[name];
      if (typeof name !== 'string' || name.startsWith('_')) {
        return value;
      }
      const dotted = [...path, name];
      if (typeof value === 'function') {
        return (...args) => {
          called(dotted.join('.'));
          return value.apply(part, args);
        };
      }
      return value !== null && typeof value === 'object' ? watched(value, called, dotted) : value;
    },
  });
}

/** The part or method of a client behind a dotted name; undefined if it has none. */
export function at(client, dotted) {
  return dotted.split('.').reduce((part, name) => part?.[name], client);
}
