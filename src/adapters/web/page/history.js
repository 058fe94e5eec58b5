// The conversation as this tab has it: it stays over a reload, and a new thread begins it anew.

const KEY = 'conversation';
/** What is kept at most: the newest entries, and so many characters of JSON. */
const MOST_ITEMS = 60;
const MOST_CHARACTERS = 2_000_000;

const read = (storage) => {
  try {
    const { thread, items } = JSON.parse(storage.getItem(KEY) ?? '');
    if (typeof thread === 'string' && Array.isArray(items)) return { thread, items };
  } catch {
    // Nothing is kept, or nothing that can be read.
  }
  return { thread: crypto.randomUUID(), items: [] };
};

/** @param {Storage} storage */
export function createHistory(storage) {
  let { thread, items } = read(storage);
  const save = () => {
    items = items.slice(-MOST_ITEMS);
    let text = JSON.stringify({ thread, items });
    while (text.length > MOST_CHARACTERS && items.length > 0) {
      items = items.slice(Math.ceil(items.length / 2));
      text = JSON.stringify({ thread, items });
    }
    try {
      storage.setItem(KEY, text);
    } catch {
      // The browser keeps nothing here: a reload then begins anew.
    }
  };
  const made = {
    get thread() {
      return thread;
    },
    get items() {
      return items;
    },
    save,
    add(entry) {
      items.push(entry);
      save();
      return entry;
    },
    /** Adds what belongs under an earlier entry, though others came since. */
    addAfter(before, entry) {
      const at = items.indexOf(before);
      items.splice(at < 0 ? items.length : at + 1, 0, entry);
      save();
    },
    begin() {
      thread = crypto.randomUUID();
      items = [];
      save();
    },
  };
  save();
  return made;
}
