/** Makes an element: `make('p', 'note', 'text')`, with children or text after the class. */
export function make(tag, className = '', ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside.filter((one) => one !== null));
  return element;
}

export function button(className, label, act, title) {
  const made = make('button', className, label);
  made.type = 'button';
  if (title) made.title = title;
  made.addEventListener('click', act);
  return made;
}

const PRIVATE = {
  slack: 'Only visible to you',
  discord: 'Only you can see this',
};

const time = () => new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** An entry as its chat shows it; `tools` are the buttons beside it. */
export function drawEntry(entry, { quoted, tools }) {
  const { chat, author, onlyFor, html, payload, reactions = [] } = entry;
  const isApp = author === 'Readout' || author === 'Slackbot' || author === 'Discord';
  const body = make('div', 'body');
  body.innerHTML = html;
  const name = make(
    'p',
    'name',
    make('b', '', author),
    isApp ? make('span', 'app', 'APP') : null,
    make('time', '', time()),
  );
  const mark = onlyFor === null || entry.channel === 'home' ? null : make('p', 'private', PRIVATE[chat]);
  const sent =
    payload && Object.keys(payload).length > 0 ? make('pre', 'wire', JSON.stringify(payload, null, 2)) : null;
  if (sent) sent.hidden = true;
  const look = () => {
    sent.hidden = !sent.hidden;
  };
  const content = make(
    'div',
    'content',
    chat === 'slack' ? mark : null,
    quoted ? make('p', 'quoted', quoted) : null,
    name,
    body,
    reactions.length > 0 ? make('p', 'reactions', reactions.join(' ')) : null,
    chat === 'discord' ? mark : null,
    sent,
  );
  const item = make(
    'article',
    `entry${onlyFor === null ? '' : ' ephemeral'}`,
    make('span', `face face-${author.toLowerCase()}`, author[0]),
    content,
    make('div', 'tools', ...tools, sent ? button('tool', 'Payload', look, 'What went over the wire') : null),
  );
  item.dataset.id = entry.id;
  item.setAttribute('aria-label', `${author}${onlyFor === null ? '' : `, ${PRIVATE[chat].toLowerCase()}`}`);
  return item;
}
