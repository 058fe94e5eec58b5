import { createComposer } from './composer.js';
import { createDialog } from './dialog.js';
import { button, drawEntry, make } from './draw.js';

const NAMES = { slack: 'Slack', discord: 'Discord' };
let me = 'Ada';
const entries = [];
const sides = [];

async function post(path, given) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: me, ...given }),
  });
  return response.json();
}

/** False while the page hears what was said before it was opened. */
const isReady = () => 'ready' in document.body.dataset;

const visible = ({ onlyFor }) => onlyFor === null || onlyFor === me;

/** One chat: its channels on the left, what was said on the right, the composer under it. */
function createSide({ chat, channels, offers }) {
  let current = channels[0].id;
  const unread = new Set();
  const list = make('nav', 'channels');
  list.setAttribute('aria-label', `${NAMES[chat]} channels`);
  const title = make('h3', 'title');
  const log = make('div', 'log');
  log.setAttribute('role', 'log');
  log.setAttribute('aria-label', NAMES[chat]);
  log.tabIndex = 0;
  const act = (kind, given = {}) => post('/act', { chat, kind, channel: current, ...given });
  const channelOf = (id) => channels.find((one) => one.id === id);
  const labelOf = ({ label, of, home }) => (home ? 'Home' : of ? label : `# ${label}`);
  const mine = () => channels.filter(({ of }) => of === null || of === me);

  const composer = createComposer({
    chat,
    offers,
    send: (given) => act(given.kind, given),
    complete: (given) => post('/complete', { chat, channel: current, ...given }),
  });

  const dialog = createDialog(chat, act);
  const open = (id) => {
    current = id;
    unread.delete(id);
    const channel = channelOf(id);
    if (channel.home) act('home');
    if (chat === 'slack' && channel.of) act('messages');
    composer.aim(null);
    composer.element.hidden = channel.home === true;
    composer.name(labelOf(channel));
    draw();
  };

  const toolsOf = (entry, channel) => {
    if (channel.home) return [];
    const aim = () =>
      composer.aim({ id: chat === 'slack' ? (entry.under ?? entry.id) : entry.id, name: entry.author });
    const reply = chat === 'slack' ? 'Reply in thread' : 'Reply';
    return [
      entry.onlyFor === null ? button('tool', reply, aim) : null,
      entry.text === undefined
        ? null
        : button('tool', 'Brief me on this', () => act('shortcut', { text: entry.text })),
    ].filter((one) => one !== null);
  };

  const drawOne = (entry, channel) => {
    const replied = chat === 'discord' && entry.under ? entries.find(({ id }) => id === entry.under) : null;
    const text = replied?.text ?? (replied ? 'a card' : '');
    const quoted = replied ? `${replied.author}: ${text.slice(0, 80)}` : null;
    const item = drawEntry(entry, { quoted, tools: toolsOf(entry, channel) });
    const under = chat === 'slack' ? entry.under : null;
    for (const pressed of item.querySelectorAll('[data-token]'))
      pressed.addEventListener('click', () => {
        pressed.closest('details')?.removeAttribute('open');
        const option = pressed.classList.contains('menu-entry') ? 'overflow' : 'button';
        act('press', { token: pressed.dataset.token, under, option });
      });
    for (const said of item.querySelectorAll('[data-say]'))
      said.addEventListener('click', () => act('type', { text: said.dataset.say, under }));
    return item;
  };

  const drawLog = () => {
    const channel = channelOf(current);
    const here = entries.filter(
      (one) => !one.dialog && one.chat === chat && one.channel === current && visible(one),
    );
    if (channel.home) return here.slice(-1).map((entry) => drawOne(entry, channel));
    if (chat === 'discord') return here.map((entry) => drawOne(entry, channel));
    const roots = here.filter(
      ({ id, under }) => under === null || !here.some((one) => one.id === under && one.id !== id),
    );
    return roots.map((root) => {
      const replies = here.filter(({ under, id }) => under === root.id && id !== root.id);
      if (replies.length === 0) return drawOne(root, channel);
      const thread = make('div', 'thread', ...replies.map((one) => drawOne(one, channel)));
      thread.append(
        button('reply', 'Reply in thread', () => composer.aim({ id: root.id, name: root.author })),
      );
      return make('div', 'rooted', drawOne(root, channel), thread);
    });
  };

  const draw = () => {
    const channel = channelOf(current);
    title.textContent = labelOf(channel);
    list.replaceChildren(
      make('p', 'place', 'Acme'),
      ...mine().map((one) => {
        const made = button(`channel${unread.has(one.id) ? ' unread' : ''}`, labelOf(one), () =>
          open(one.id),
        );
        if (one.id === current) made.setAttribute('aria-current', 'page');
        return made;
      }),
    );
    const items = drawLog();
    const hint =
      chat === 'slack'
        ? 'Type /brief what about INF? or mention @Readout. Answers to a slash command are yours alone until you share them.'
        : 'Type / and choose a command, or mention @Readout. Reply to a card to go on.';
    log.replaceChildren(...(items.length > 0 ? items : [make('p', 'hint', hint)]));
    const last = log.lastElementChild;
    if (last) log.scrollTop = channel.home ? 0 : log.scrollHeight;
  };

  const bar = make('div', 'bar', title);
  const element = make('section', `side ${chat}`, list, make('div', 'room', bar, log, composer.element));
  element.setAttribute('aria-label', NAMES[chat]);
  open(current);
  return {
    element,
    dialog: dialog.element,
    took(entry, isNew) {
      if (entry.dialog) return entry.onlyFor === me && isReady() ? dialog.took(entry, isNew) : undefined;
      if (entry.channel !== current && visible(entry)) unread.add(entry.channel);
      draw();
    },
    /** Somebody else looks at it. */
    turned() {
      const channel = channelOf(current);
      const own = channels.find(({ of }) => of === me);
      open(channel.of === null ? current : own.id);
    },
  };
}

const setup = await (await fetch('/setup')).json();
document.querySelector('.bot-page').href = setup.botPage;
for (const person of setup.people) {
  const input = make('input');
  Object.assign(input, { type: 'radio', name: 'me', value: person, checked: person === me });
  input.addEventListener('change', () => {
    me = person;
    for (const side of sides) side.turned();
  });
  document.querySelector('.people').append(make('label', '', input, ` ${person}`));
}
for (const one of setup.chats) sides.push(createSide(one));
document.querySelector('main').append(...sides.map(({ element }) => element));
document.body.append(...sides.map(({ dialog }) => dialog));

const feed = new EventSource('/events');
feed.onmessage = ({ data }) => {
  const entry = JSON.parse(data);
  // What takes another's place bears its id.
  const at = entries.findIndex(({ chat, id }) => chat === entry.chat && id === entry.id);
  if (at < 0) entries.push(entry);
  else entries[at] = entry;
  sides[entry.chat === 'slack' ? 0 : 1].took(entry, at < 0);
};
feed.addEventListener('current', () => {
  document.body.dataset.ready = '';
});
feed.onerror = () => {
  feed.close();
  document.querySelector('.lost').hidden = false;
};
