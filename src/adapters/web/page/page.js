// The chat page: asks the server, shows its cards. No framework, nothing from outside.
import { attachCompletion } from '/completion.js';

const byId = (id) => document.getElementById(id);
const log = byId('log');
const field = byId('question');
const status = byId('status');
const completion = attachCompletion(field, byId('choices'));
const history = [];
let recalled = 0;
let thread = crypto.randomUUID();

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

/** The server escapes every word of a card; see src/render/. */
const viewOf = (name, html) => {
  const view = element('div', `view ${name}`);
  view.innerHTML = html;
  return view;
};

const show = (made) => {
  byId('welcome')?.remove();
  log.append(made);
  made.scrollIntoView({ block: 'nearest' });
};

const showReply = (reply) => {
  const seen = reply.visibility === 'channel' ? 'Readout' : 'Readout · only visible to you';
  const made = element('section', 'reply', element('p', 'seen', seen));
  made.setAttribute('aria-label', `Readout: ${reply.title}`);
  for (const name of ['slack', 'discord', 'plain']) made.append(viewOf(name, reply[name]));
  if (reply.passages.length > 0) {
    const links = element('p', 'links');
    reply.passages.forEach((fact, at) => {
      const link = element(
        'a',
        '',
        reply.passages.length > 1 ? `Whole article, sentence ${at + 1}` : 'Whole article',
      );
      link.href = `/article?fact=${encodeURIComponent(fact)}#quote`;
      link.target = '_blank';
      links.append(link, ' ');
    });
    made.append(links);
  }
  show(made);
};

const call = async (path, body) => {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, thread }),
    });
    const reply = await answer.json();
    if (!answer.ok) throw new Error(reply.error);
    if (reply) showReply(reply);
  } catch (error) {
    const offline = error instanceof TypeError;
    const words = offline
      ? 'Readout does not answer. Is it still running? Start it with npm start.'
      : error.message;
    show(element('p', 'fault', words));
    status.textContent = words;
  }
};

const ask = async (text) => {
  completion.close();
  history.push(text);
  recalled = history.length;
  show(element('p', 'asked', text.slice(0, 2000)));
  field.value = '';
  await call('/api/message', { text });
};

byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  ask(field.value);
});

field.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const next = recalled + (event.key === 'ArrowUp' ? -1 : 1);
  if (next < 0 || next > history.length) return;
  recalled = next;
  field.value = history[recalled] ?? '';
  event.preventDefault();
});

log.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.classList.contains('try')) ask(button.textContent);
  else if (button.dataset.token) {
    button.closest('details')?.removeAttribute('open');
    call('/api/action', { token: button.dataset.token });
  }
});

byId('fresh').addEventListener('click', () => {
  thread = crypto.randomUUID();
  show(element('p', 'small', 'New thread'));
  status.textContent = 'New thread: follow-ups start anew.';
  field.focus();
});

const setView = (view) => {
  document.body.dataset.view = view;
  localStorage.setItem('view', view);
};
for (const radio of document.querySelectorAll('input[name=view]')) {
  radio.checked = radio.value === (localStorage.getItem('view') ?? 'slack');
  if (radio.checked) setView(radio.value);
  radio.addEventListener('change', () => setView(radio.value));
}

const topics = await (await fetch('/api/topics')).json();
byId('topics').append(
  ...topics.map(({ label, count }) => {
    const chip = element('button', '', label);
    chip.type = 'button';
    chip.title = `${count} facts`;
    chip.addEventListener('click', () => ask(`what about ${label}?`));
    return chip;
  }),
);
field.focus();
document.body.dataset.ready = 'yes';
