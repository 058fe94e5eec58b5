/**
 * A form field. `text` is a line, `choice` one of the options, `choices` several of them, `channel` a channel, `file` a
 * file to upload.
 */
export interface FormField {
  /** The name of the command's option. */
  readonly name: string;
  readonly kind: 'text' | 'choice' | 'choices' | 'channel' | 'file';
  /** At most 45 characters, Discord's limit. */
  readonly label: string;
  /** Help text of at most 100 characters. */
  readonly hint?: string;
  readonly placeholder?: string;
  /** The initial value. Multiple choices are joined by commas. */
  readonly value?: string;
  /** At most 25, Discord's limit. */
  readonly options?: readonly FormOption[];
  readonly required?: boolean;
  /** The longest text in UTF-16 units. */
  readonly longest?: number;
}

export interface FormOption {
  /** Label and value have at most 75 characters, Slack's limit. */
  readonly label: string;
  readonly value: string;
}

/** A form, shown as a modal. The values run a command with the rights of the person who submits it. */
export interface Form {
  /** The form's id, returned on submission: "digest.2". */
  readonly id: string;
  /** At most 24 characters, Slack's limit. */
  readonly title: string;
  readonly submit: string;
  /** At most 5, Discord's limit. */
  readonly fields: readonly FormField[];
}

/** Filters options to those that every platform can show, without duplicates. */
export function fittingOptions(options: readonly FormOption[]): FormOption[] {
  const fitting = options.filter(({ label, value }) => label !== '' && value !== '' && value.length <= 75);
  const unique = [...new Map(fitting.map((one) => [one.value, one])).values()];
  return unique
    .slice(0, MAX_OPTIONS)
    .map(({ label, value }) => ({ value, label: label.length > 75 ? `${label.slice(0, 74)}…` : label }));
}

const MAX_OPTIONS = 25;
