import { readConfig, settingFaults } from '../config.ts';
import { type Check, checking, fault, off, ok } from '../domain/doctor-finding.ts';
import { askModel, modelSettings } from './model-endpoint.ts';
import { choiceIn, requestBody } from './model-messages.ts';

/** Sentences for the test question, which belong to no library. */
const TRIED = [
  { speaker: null, text: 'The museum opens in May.' },
  { speaker: 'Eva Lind', text: 'The harbour was closed for three weeks because of a strike.' },
];

/** Says what leaves the machine, and tests the model with a question. */
export const modelCheck: Check = checking('model', async (env) => {
  const isSet = Boolean(env.READOUT_MODEL_URL?.trim());
  // Faults of the settings are reported by the settings check.
  if (isSet && settingFaults(env).length > 0) return [];
  const settings = isSet ? modelSettings(readConfig(env)) : null;
  if (!settings) return [off('model', 'none (READOUT_MODEL_URL): nothing of a question leaves this machine')];
  const host = new URL(settings.url).host;
  const leaves = `each question and up to 20 sentences of the tenant's articles go to ${host}`;
  const body = requestBody(settings.model, 'Why was the harbour closed?', TRIED);
  const answered = await askModel(settings, body);
  if ('failure' in answered)
    return [
      fault(
        'model',
        `${host} gives no answer (${answered.failure}). Check READOUT_MODEL_URL, READOUT_MODEL and READOUT_MODEL_KEY; until then answers are as without it.`,
      ),
    ];
  const isRight = choiceIn(answered.reply, TRIED.length)[0] === 1;
  if (isRight) return [ok('model', `${settings.model} chooses; ${leaves}`)];
  return [
    fault(
      'model',
      `${settings.model} did not choose the line that answers a simple question. Take another model, or unset READOUT_MODEL_URL; ${leaves}.`,
    ),
  ];
});
