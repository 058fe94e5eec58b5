/** One thing to fill in. `text` is a line, `choice` one of the options, `choices` any number of them, `channel` a channel of the chat. */
export interface FormField {
  /** The command's option that it fills in. */
  readonly name: string;
  readonly kind: 'text' | 'choice' | 'choices' | 'channel';
  /** At most 45 characters: Discord's limit. */
  readonly label: string;
  /** Small print, at most 100 characters. */
  readonly hint?: string;
  readonly placeholder?: string;
  /** What stands there at first; of several choices, their values by commas. */
  readonly value?: string;
  /** At most 25: Discord's limit. */
  readonly options?: readonly FormOption[];
  readonly required?: boolean;
  /** Longest text in UTF-16 units. */
  readonly longest?: number;
}

export interface FormOption {
  /** At most 75 characters, as the value is: Slack's limit. */
  readonly label: string;
  readonly value: string;
}

/** A form as a chat shows it: a modal. What is filled in becomes the values of a command, with the rights of whoever fills it in. */
export interface Form {
  /** Names the form when it comes back: "digest.2". */
  readonly id: string;
  /** At most 24 characters: Slack's limit. */
  readonly title: string;
  readonly submit: string;
  /** At most 5: Discord's limit. */
  readonly fields: readonly FormField[];
}

/** Options that every chat can show: within the limits of all, each value once. */
export function fittingOptions(options: readonly FormOption[]): FormOption[] {
  const fitting = options.filter(({ label, value }) => label !== '' && value !== '' && value.length <= 75);
  const unique = [...new Map(fitting.map((one) => [one.value, one])).values()];
  return unique
    .slice(0, MOST_OPTIONS)
    .map(({ label, value }) => ({ value, label: label.length > 75 ? `${label.slice(0, 74)}…` : label }));
}

const MOST_OPTIONS = 25;
