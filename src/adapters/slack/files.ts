import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { downloadFile } from '../../chat/download-file.ts';
import { MAX_FILE_BYTES } from '../../chat/pasted/answer-pasted.ts';
import { failed, type Outcome } from '../../ingest/ingest-outcome.ts';

/** A file in a message event. https://docs.slack.dev/reference/objects/file-object */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string | null;
  readonly title?: string | null;
  readonly size?: number;
  readonly mimetype?: string;
  readonly filetype?: string;
  /**
   * `tombstone` is a deleted file, `hidden_by_limit` one beyond a free plan's limit, `external` one stored outside
   * Slack.
   */
  readonly mode?: string;
  /**
   * `check_file_info` means that the event has only the file's id: the file is in a channel shared with another
   * organisation.
   */
  readonly file_access?: string;
  readonly external_type?: string;
  readonly url_private?: string;
  readonly url_private_download?: string;
}

/** Whether an address may receive the bot token: it belongs to Slack or to the configured Web API. */
function mayReceiveToken(url: string, apiUrl: string | undefined): boolean {
  const address = URL.parse(url);
  if (!address) return false;
  if (address.protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/.test(address.hostname)) return true;
  return apiUrl !== undefined && URL.parse(apiUrl)?.origin === address.origin;
}

const addressOf = ({ url_private_download, url_private }: SlackFile) => url_private_download ?? url_private;
const nameOf = ({ name, title }: SlackFile): string => name ?? title ?? 'the file';

/** The code of why a file has no bytes to fetch; null if it has. */
function unavailableReason(file: SlackFile): string | null {
  if (file.mode === 'tombstone') return 'deleted';
  if (file.mode === 'hidden_by_limit') return 'over_limit';
  if (file.mode === 'external') return 'external';
  const isCanvas = /^(?:canvas|quip|list|space)$/.test(file.filetype ?? '') || file.mode === 'space';
  return isCanvas ? 'canvas' : null;
}

/** Creates a failure by its code, for which the catalogue has a message. */
const refused = (code: string) => failed(code, `Slack does not give this file (${code}).`);

/** Fetches a file's details with `files.info`. Error codes: no_scope, not_shared, not_given. */
async function fetchFileInfo(id: string, client: webApi.WebClient): Promise<Outcome<SlackFile>> {
  try {
    const { file } = await client.files.info({ file: id });
    return { ok: true, value: file as SlackFile };
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error ?? '';
    if (code === 'missing_scope') return refused('no_scope');
    return /^file_(?:not_found|deleted)$/.test(code) ? refused('not_shared') : refused('not_given');
  }
}

async function load(file: SlackFile, client: webApi.WebClient): Promise<Outcome<Uint8Array>> {
  const isStub = file.file_access === 'check_file_info' || addressOf(file) === undefined;
  const reason = unavailableReason(file);
  if (reason !== null) return refused(reason);
  const info: Outcome<SlackFile> =
    isStub && file.id ? await fetchFileInfo(file.id, client) : { ok: true, value: file };
  if (!info.ok) return info;
  const gone = unavailableReason(info.value);
  if (gone !== null) return refused(gone);
  if ((info.value.size ?? 0) > MAX_FILE_BYTES) return refused('too_large');
  const url = addressOf(info.value);
  if (!url || !mayReceiveToken(url, client.slackApiUrl)) return refused('not_given');
  const headers = { authorization: `Bearer ${client.token ?? ''}` };
  const bytes = await downloadFile(url, { headers, maxBytes: MAX_FILE_BYTES });
  return isWithheld(bytes, info.value) ? refused('no_scope') : bytes;
}

/**
 * Whether Slack withheld a file. Without the scope it redirects to its login page, serves that page, or answers 403.
 */
function isWithheld(bytes: Outcome<Uint8Array>, { mimetype = '' }: SlackFile): boolean {
  if (!bytes.ok) return bytes.error.code === 'redirected' || [401, 403].includes(bytes.error.status ?? 0);
  const start = Buffer.from(bytes.value.subarray(0, 64)).toString('latin1');
  return (
    !/html/.test(mimetype) &&
    mimetype !== '' &&
    /^\s*<!doctype html/i.test(start) &&
    !/^text\//.test(mimetype)
  );
}

/** Maps a message's files to handles that download on demand. */
export const filesOf = (files: readonly SlackFile[] | undefined, client: webApi.WebClient): FileCall[] =>
  (files ?? []).map((file) => ({
    name: nameOf(file),
    size: file.size ?? 0,
    contentType: file.mimetype ?? null,
    load: () => load(file, client),
  }));
