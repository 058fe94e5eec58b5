import { button, make } from './draw.js';

const full = ({ name, subcommand }) => `/${name}${subcommand ? ` ${subcommand}` : ''}`;

/** A list under a field to choose from, by pointer or by arrow keys and Enter or Tab. */
function createPicker(field) {
  const list = make('ul', 'picker');
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  let choices = [];
  let at = -1;
  const mark = () => {
    [...list.children].forEach((item, index) => {
      item.setAttribute('aria-selected', String(index === at));
      if (index === at) item.scrollIntoView({ block: 'nearest' });
    });
  };
  const close = () => {
    list.hidden = true;
    choices = [];
  };
  field.addEventListener('keydown', (event) => {
    if (list.hidden || choices.length === 0) return;
    if (event.key === 'ArrowDown') at = (at + 1) % choices.length;
    else if (event.key === 'ArrowUp') at = (at - 1 + choices.length) % choices.length;
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
      const { take } = choices[at];
      close();
      take();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    mark();
  });
  field.addEventListener('blur', () => setTimeout(close, 150));
  return {
    list,
    close,
    offer(offered, first) {
      choices = offered;
      at = first ? 0 : -1;
      list.replaceChildren(
        ...offered.map(({ name, about, take }) => {
          const item = make('li', '', make('b', '', name), about ? make('span', '', about) : null);
          item.setAttribute('role', 'option');
          item.addEventListener('mousedown', (event) => {
            event.preventDefault();
            close();
            take();
          });
          return item;
        }),
      );
      list.hidden = offered.length === 0;
      mark();
    },
  };
}

/** The fields of a chosen slash command, as Discord lays them out. */
function commandForm(offer, { send, complete, leave }) {
  const form = make('form', 'command', make('b', 'command-name', full(offer)));
  const fields = offer.options.map((option) => {
    const input = make('input');
    input.setAttribute('aria-label', option.name);
    input.placeholder = option.description;
    input.autocomplete = 'off';
    const picker = createPicker(input);
    let taken = null;
    const look = async () => {
      taken = null;
      const typed = input.value;
      const fixed = option.choices.map((name) => ({ name, value: name }));
      const found = option.completes
        ? await complete({
            command: offer.name,
            subcommand: offer.subcommand ?? '',
            option: option.name,
            text: typed,
          })
        : fixed.filter(({ name }) => name.startsWith(typed.toLowerCase()));
      if (input.value !== typed || document.activeElement !== input) return;
      picker.offer(
        found.map(({ name, value }) => ({
          name,
          take() {
            input.value = name;
            taken = value;
          },
        })),
        false,
      );
    };
    if (option.completes || option.choices.length > 0) {
      input.addEventListener('input', look);
      input.addEventListener('focus', look);
    }
    const label = make(
      'label',
      option.required ? 'needed' : '',
      make('span', '', option.name),
      input,
      picker.list,
    );
    return { label, input, option, value: () => taken ?? input.value };
  });
  form.append(...fields.map(({ label }) => label), button('leave', '×', leave, 'Another command'));
  const submit = make('button', 'go', 'Send');
  submit.type = 'submit';
  form.append(submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const missing = fields.find(({ option, value }) => option.required && value().trim() === '');
    if (missing) return missing.input.focus();
    send({
      kind: 'slash',
      command: offer.name,
      subcommand: offer.subcommand ?? '',
      values: Object.fromEntries(fields.map(({ option, value }) => [option.name, value()])),
    });
    leave();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
  });
  return {
    form,
    focus: () => (fields[0]?.input ?? submit).focus(),
    /** Sends what was typed after the command, as its first option. */
    sendWith(rest) {
      if (fields[0]) fields[0].input.value = rest;
      form.requestSubmit();
    },
  };
}

/** Where a person types: messages, mentions, slash commands; what it is aimed at stands above it. */
export function createComposer({ chat, offers, send, complete }) {
  const field = make('textarea');
  field.rows = 1;
  field.maxLength = 12_000;
  const picker = createPicker(field);
  const aimed = make('p', 'aim');
  aimed.hidden = true;
  const box = make('div', 'box', field, picker.list);
  const element = make('div', 'composer', aimed, box);
  let under = null;

  const aim = (target) => {
    under = target?.id ?? null;
    aimed.hidden = under === null;
    const what = chat === 'slack' ? 'In the thread of' : 'Replying to';
    if (target)
      aimed.replaceChildren(
        `${what} ${target.name}`,
        button('leave', '×', () => aim(null), 'Not in reply'),
      );
    if (target) field.focus();
  };
  const leave = () => {
    element.replaceChildren(aimed, box);
    field.value = '';
    field.focus();
  };
  const choose = (offer, rest = '') => {
    picker.close();
    if (chat === 'slack') {
      field.value = `${full(offer)} `;
      field.focus();
      return;
    }
    const { form, focus, sendWith } = commandForm(offer, { send, complete, leave });
    element.replaceChildren(form);
    if (rest === '') focus();
    else sendWith(rest);
  };
  field.addEventListener('input', () => {
    const typed = /^\/(\S*)$/.exec(field.value)?.[1];
    const mention = /(^|\s)@(\w*)$/.exec(field.value);
    if (typed !== undefined)
      picker.offer(
        offers
          .filter((offer) => full(offer).startsWith(`/${typed.toLowerCase()}`))
          .map((offer) => ({
            name: full(offer),
            about: offer.hint ? `${offer.description}: ${offer.hint}` : offer.description,
            take: () => choose(offer),
          })),
        true,
      );
    else if (mention && 'readout'.startsWith(mention[2].toLowerCase()))
      picker.offer(
        [
          {
            name: '@Readout',
            about: 'mentions the bot',
            take() {
              field.value = field.value.replace(/@\w*$/, '@Readout ');
            },
          },
        ],
        true,
      );
    else picker.close();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    const offer = offers.find((one) => text === full(one) || text.startsWith(`${full(one)} `));
    if (chat === 'discord' && offer) return choose(offer, text.slice(full(offer).length).trim());
    field.value = '';
    picker.close();
    send({ kind: 'type', text, under });
    if (chat === 'discord') aim(null);
  });
  return {
    element,
    aim,
    name(label) {
      field.placeholder = `Message ${label}`;
      field.setAttribute('aria-label', `Message ${label} in ${chat === 'slack' ? 'Slack' : 'Discord'}`);
    },
  };
}
