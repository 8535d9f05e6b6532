/** All items of a list, as long as a page names another. */
export async function all(name, list, wish = {}, limit = 2) {
  const items = [];
  let pageToken;
  do {
    const page = await list({ ...wish, limit, pageToken });
    if (page.count !== page[name].length || page.count > limit) {
      throw new Error(`a page of ${page.count} with ${page[name].length} ${name}`);
    }
    items.push(...page[name]);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return items;
}
