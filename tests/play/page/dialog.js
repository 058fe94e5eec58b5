import { button, make } from './draw.js';

/** What was filled in, by the fields' names: a text, or a list where several can be ticked. */
function filledIn(form) {
  const filled = {};
  for (const field of form.querySelectorAll('[name]')) {
    if (!('many' in field.dataset)) filled[field.name] = field.value;
    else if (field.checked) filled[field.name] = [...(filled[field.name] ?? []), field.value];
    else filled[field.name] ??= [];
  }
  return filled;
}

/** The file chosen in a form, as base64; null if none is. */
async function fileIn(form) {
  const field = form.querySelector('[data-file]');
  const file = field?.files[0];
  if (!file) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { field: field.dataset.file, name: file.name, base64: bytes.toBase64() };
}

/** One chat's modals: one stands open at a time, in front of everything. */
export function createDialog(chat, act) {
  const element = make('dialog', `modal ${chat}`);
  let open = null;

  const show = ({ id, html, dialog: { title, submit, close } }) => {
    open = id;
    const form = make('form', 'modal-form');
    form.method = 'dialog';
    const body = make('div', 'modal-body');
    body.innerHTML = html;
    const heading = make('h2', 'modal-title', title);
    heading.id = `modal-${chat}`;
    element.setAttribute('aria-labelledby', heading.id);
    const leave = button('modal-button', close, () => element.close());
    const send = submit === null ? null : make('button', 'modal-button modal-button--primary', submit);
    if (send) send.type = 'submit';
    form.append(make('header', 'modal-head', heading), body, make('footer', 'modal-foot', leave, send ?? ''));
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      act('submit', { text: id, filled: filledIn(form), file: await fileIn(form) });
      // Slack puts the answer in the modal's place; Discord closes it.
      if (chat === 'discord') element.close();
    });
    for (const pressed of body.querySelectorAll('[data-token]'))
      pressed.addEventListener('click', () => {
        const kind = pressed.classList.contains('menu-entry') ? 'overflow' : 'button';
        act('pressInView', { token: pressed.dataset.token, text: id, option: kind });
      });
    element.replaceChildren(form);
    if (!element.open) element.showModal();
    element.querySelector('input, select')?.focus();
  };
  element.addEventListener('close', () => {
    open = null;
  });
  return {
    element,
    /** Shows a modal. What takes the place of a closed one is not shown. */
    took(entry, isNew) {
      if (isNew || entry.id === open) show(entry);
    },
  };
}
