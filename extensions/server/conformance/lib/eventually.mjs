const PATIENCE = 30_000;
const PAUSE = 60;

/** What `look` returns as soon as it is something; throws after 30 s. */
export async function eventually(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}
