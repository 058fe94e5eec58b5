// The chat page: asks the server, shows its cards. No framework, nothing from outside.
import { attachCompletion } from '/completion.js';
import { createHistory } from '/history.js';

const byId = (id) => document.getElementById(id);
const log = byId('log');
const field = byId('question');
const status = byId('status');
/** The texts of the page's language; `{}` in one stands for what `fill` puts there. */
const words = JSON.parse(byId('words').textContent);
const fill = (text, value) => text.replace('{}', () => value);
const completion = attachCompletion(field, byId('choices'));
const kept = createHistory(sessionStorage);
const typed = kept.items.filter(({ kind }) => kind === 'asked').map(({ text }) => text);
let recalled = typed.length;

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

const button = (className, label, act) => {
  const made = element('button', className, label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
};

/** The server escapes every word of a card; see src/render/. */
const viewOf = (name, html) => {
  const view = element('div', `view ${name}`);
  view.innerHTML = html;
  return view;
};

const show = (made) => {
  byId('welcome').classList.add('small-welcome');
  log.append(made);
  made.scrollIntoView({ block: 'nearest' });
  return made;
};

const say = (text) => {
  status.textContent = '';
  status.textContent = text;
};

const copy = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
    return true;
  } catch {
    say(words.cannotCopy);
    return false;
  }
};

/** A button that copies and says so in its own place for a moment. */
const copier = (label, done, text) => {
  const made = button('tool', label, async () => {
    if (!(await copy(text(), done))) return;
    made.textContent = words.copied;
    setTimeout(() => {
      made.textContent = label;
    }, 2000);
  });
  return made;
};

let count = 0;

/** A reply as it stands in the conversation. */
const replyOf = (reply) => {
  const id = `reply-${++count}`;
  const heading = element('h2', 'hidden', fill(words.answers, reply.title));
  heading.id = id;
  const made = element('article', 'reply', heading);
  made.setAttribute('aria-labelledby', id);
  for (const name of ['slack', 'discord', 'plain']) made.append(viewOf(name, reply[name]));
  const tools = element('p', 'tools');
  reply.passages.forEach((fact, at) => {
    const several = reply.passages.length > 1;
    const link = element('a', 'tool', several ? fill(words.articleAt, at + 1) : words.article);
    link.href = `/article?fact=${encodeURIComponent(fact)}#quote`;
    tools.append(link);
  });
  tools.append(copier(words.copy, words.card, () => reply.markdown));
  if (reply.id)
    tools.append(
      copier(words.copyLink, words.link, () => `${location.origin}/card?id=${encodeURIComponent(reply.id)}`),
    );
  made.append(tools);
  return made;
};

const faultOf = (text) => element('p', 'fault', text);
const askedOf = (text) => {
  const made = element('p', 'asked', text.slice(0, 2000));
  made.dataset.who = words.you;
  return made;
};
const noteOf = (text) => element('p', 'small', text);
const DRAW = {
  asked: ({ text }) => askedOf(text),
  note: ({ text }) => noteOf(text),
  reply: ({ reply }) => replyOf(reply),
};

const send = async (path, type, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body });
  const reply = await answer.json();
  if (!answer.ok) throw new Error(reply.error);
  return reply;
};
const post = (path, body) => send(path, 'application/json', JSON.stringify({ ...body, thread: kept.thread }));

const wordsFor = (error) => (error instanceof TypeError ? words.silent : error.message);

/** What is kept of each reply, so that what takes its place does so after a reload, too. */
const entries = new WeakMap();

/** A text this long is an article and no question; the server says the same. */
const LONGEST_QUESTION = 600;

/** What will be read of a message, for the line that says so; null if nothing will. */
const readIn = (text) => {
  if (text.length > LONGEST_QUESTION) return words.yourText;
  const [, host] = /https?:\/\/([^\s/]+)/i.exec(text) ?? [];
  return host ?? null;
};

/** Offers questions about what can be asked now: what is read or followed changes it. */
const offerTopics = async () => {
  const topics = await fetch('/api/topics')
    .then((answer) => (answer.ok ? answer.json() : []))
    .catch(() => []);
  byId('topics').replaceChildren(
    ...topics.map(({ title, question }) => button('', title, () => ask(question))),
  );
  if (topics[0]) field.placeholder = fill(words.askFor, topics[0].question);
};

/** Shows what was asked; until the answer is there, its place says that it is looked for, or what is read. */
const answerTo = async (text, what, run) => {
  completion.close();
  show(askedOf(text));
  const asked = kept.add({ kind: 'asked', text });
  field.value = '';
  const doing = what === null ? words.looking : fill(words.reading, what);
  const place = show(element('p', 'waiting', doing));
  say(`${doing}…`);
  try {
    const reply = await run();
    // Chats leave a courtesy without an answer, or react to it.
    if (!reply) {
      place.replaceWith(noteOf(words.heard));
      kept.addAfter(asked, { kind: 'note', text: words.heard });
      say(words.heard);
      return;
    }
    const made = replyOf(reply);
    const entry = { kind: 'reply', reply };
    entries.set(made, entry);
    place.replaceWith(made);
    made.scrollIntoView({ block: 'nearest' });
    kept.addAfter(asked, entry);
    if (what !== null || text.startsWith('/')) offerTopics();
    say(reply.text);
  } catch (error) {
    place.replaceWith(faultOf(wordsFor(error)));
    say(wordsFor(error));
  }
};

const ask = (text) => {
  typed.push(text);
  recalled = typed.length;
  const shown = text.length > LONGEST_QUESTION ? `${text.slice(0, 200)}…` : text;
  return answerTo(shown, readIn(text), () => post('/api/message', { text }));
};

const sendFile = (file) => {
  const about = new URLSearchParams({ name: file.name, thread: kept.thread, text: field.value });
  return answerTo(file.name, file.name, () => send(`/api/file?${about}`, 'application/octet-stream', file));
};

/** The most files read at once, as of a chat's message. */
const MOST_FILES = 3;
const sendFiles = (files) => {
  for (const file of [...files].slice(0, MOST_FILES)) sendFile(file);
};

field.addEventListener('paste', (event) => {
  const [file] = event.clipboardData.files;
  const text = event.clipboardData.getData('text/plain');
  if (file && text === '') sendFile(file);
  // The field has one line: what has paragraphs is sent as it is, below a question that stands there already.
  else if (text.length > LONGEST_QUESTION)
    ask(field.value.trim() === '' ? text : `${field.value.trim()}\n\n${text}`);
  else return;
  event.preventDefault();
});

document.addEventListener('dragover', (event) => {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
});
document.addEventListener('drop', (event) => {
  const { files } = event.dataTransfer;
  if (files.length === 0) return;
  event.preventDefault();
  sendFiles(files);
});

const picker = byId('file');
byId('add-file').addEventListener('click', () => picker.click());
picker.addEventListener('change', () => {
  sendFiles(picker.files);
  // The same file can be chosen again.
  picker.value = '';
});

/** Presses a card's button: thumbs stay where they are, everything else takes the card's place. */
const press = async (pressed) => {
  const card = pressed.closest('.reply');
  const { token } = pressed.dataset;
  const verb = token.split('~')[0];
  if (card.getAttribute('aria-busy') === 'true') return;
  card.setAttribute('aria-busy', 'true');
  pressed.closest('details')?.removeAttribute('open');
  try {
    const reply = await post('/api/action', { token, inPlace: true });
    if (!reply) return;
    say(reply.text);
    if (verb === 'up' || verb === 'down')
      for (const thumb of card.querySelectorAll('[data-token^="up~"], [data-token^="down~"]'))
        thumb.setAttribute('aria-pressed', String(thumb.dataset.token.startsWith(`${verb}~`)));
    if (verb === 'up') return;
    const made = replyOf(reply);
    if (verb === 'down') card.after(made);
    else {
      card.replaceWith(made);
      const entry = entries.get(card);
      if (entry) {
        entry.reply = reply;
        entries.set(made, entry);
        kept.save();
      }
    }
    made.scrollIntoView({ block: 'nearest' });
    made.querySelector('.view button, .view summary')?.focus({ preventScroll: true });
  } catch (error) {
    say(wordsFor(error));
    card.after(faultOf(wordsFor(error)));
  } finally {
    card.removeAttribute('aria-busy');
  }
};

byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  ask(field.value);
});

field.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const next = recalled + (event.key === 'ArrowUp' ? -1 : 1);
  if (next < 0 || next > typed.length) return;
  recalled = next;
  field.value = typed[recalled] ?? '';
  event.preventDefault();
});

log.addEventListener('click', (event) => {
  const pressed = event.target.closest('button[data-token]');
  if (pressed) press(pressed);
});

/** Moves an open menu to the left, as far as it would stand out beyond its conversation. */
const fitIn = (menu) => {
  menu.style.marginLeft = '';
  const beyond = menu.getBoundingClientRect().right - log.getBoundingClientRect().right;
  if (beyond > 0) menu.style.marginLeft = `${-Math.ceil(beyond)}px`;
};

// A menu that opens at the bottom is scrolled into sight. The event does not bubble.
log.addEventListener(
  'toggle',
  ({ target }) => {
    const menu = target.open ? target.querySelector('.menu-entries') : null;
    if (!menu) return;
    fitIn(menu);
    menu.scrollIntoView({ block: 'nearest' });
  },
  true,
);
// One menu is open at a time, and none after a click beside it.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target)) menu.removeAttribute('open');
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) menu.removeAttribute('open');
});

byId('fresh').addEventListener('click', () => {
  kept.begin();
  log.replaceChildren();
  byId('welcome').classList.remove('small-welcome');
  say(words.begun);
  field.focus();
});

const setView = (view) => {
  document.body.dataset.view = view;
  localStorage.setItem('view', view);
};
for (const radio of document.querySelectorAll('input[name=view]')) {
  radio.checked = radio.value === (localStorage.getItem('view') ?? 'plain');
  if (radio.checked) setView(radio.value);
  radio.addEventListener('change', () => setView(radio.value));
}
// On a wide window the switch stands in the header; on a phone it is behind a button.
const wide = matchMedia('(min-width: 40rem)');
const showSwitch = () => byId('options').toggleAttribute('open', wide.matches);
wide.addEventListener('change', showSwitch);
showSwitch();

for (const entry of kept.items) {
  const made = DRAW[entry.kind]?.(entry);
  if (!made) continue;
  entries.set(made, entry);
  show(made);
}

await offerTopics();
if (matchMedia('(pointer: fine)').matches) field.focus();
document.body.dataset.ready = 'yes';
