// Suggestions under the field: the ARIA combobox pattern, fed by /api/complete.

/**
 * @param {HTMLInputElement} field
 * @param {HTMLDivElement} list
 */
export function attachCompletion(field, list) {
  let chosen = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };

  const choose = (at) => {
    const items = [...list.children];
    chosen = (at + items.length) % items.length;
    for (const [index, item] of items.entries()) item.setAttribute('aria-selected', String(index === chosen));
    items[chosen].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', items[chosen].id);
  };

  const take = (item) => {
    field.value = item.dataset.value;
    close();
    field.focus();
    if (field.value.endsWith(' ')) offer();
  };

  const show = (choices) => {
    list.replaceChildren(
      ...choices.map(({ name, value, description }, at) => {
        const item = document.createElement('div');
        item.id = `choice-${at}`;
        item.role = 'option';
        item.dataset.value = value;
        item.setAttribute('aria-selected', 'false');
        item.append(name);
        if (description) {
          const small = document.createElement('small');
          small.append(description);
          item.append(small);
        }
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          take(item);
        });
        return item;
      }),
    );
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
  };

  const offer = async () => {
    const text = field.value;
    const mine = ++asked;
    if (!text.trim()) return close();
    const choices = await fetch(`/api/complete?text=${encodeURIComponent(text.slice(0, 200))}`)
      .then((answer) => (answer.ok ? answer.json() : []))
      .catch(() => []);
    // A slower answer to an older text must not replace a newer one.
    if (mine !== asked || field.value !== text) return;
    chosen = -1;
    const useful = choices.filter(({ value }) => value.trim() !== text.trim());
    if (useful.length > 0) show(useful);
    else close();
  };

  field.addEventListener('input', offer);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const items = [...list.children];
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? items.length - 1 : chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab' && !event.shiftKey && chosen >= 0) take(items[chosen]);
    else if (event.key === 'Enter' && chosen >= 0) take(items[chosen]);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  return {
    close: () => {
      asked++;
      close();
    },
  };
}
