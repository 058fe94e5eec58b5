import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { downloadFile } from '../../chat/download-file.ts';
import { LARGEST_FILE } from '../../chat/pasted/answer-pasted.ts';
import { failed, type Outcome } from '../../ingest/ingest-outcome.ts';

/** A file as a message's event bears it. https://docs.slack.dev/reference/objects/file-object */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string | null;
  readonly title?: string | null;
  readonly size?: number;
  readonly mimetype?: string;
  readonly url_private?: string;
  readonly url_private_download?: string;
}

const NOT_ALLOWED =
  'I may not open files here yet. An admin can add the scope files:read and install the app again.';

/** Whether the token may be sent to an address: to Slack's own servers, or to the Web API that the settings name. */
function isSlacks(url: string, apiUrl: string | undefined): boolean {
  const address = URL.parse(url);
  if (!address) return false;
  if (address.protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/.test(address.hostname)) return true;
  return apiUrl !== undefined && URL.parse(apiUrl)?.origin === address.origin;
}

const addressOf = ({ url_private_download, url_private }: SlackFile) => url_private_download ?? url_private;

async function load(file: SlackFile, client: webApi.WebClient): Promise<Outcome<Uint8Array>> {
  // An event of another organisation's channel bears only the file's id.
  const known = addressOf(file);
  const info =
    known || !file.id
      ? null
      : await client.files.info({ file: file.id }).catch((error: { data?: { error?: string } }) => {
          const isLacking = error.data?.error === 'missing_scope';
          return { ok: false, isLacking } as const;
        });
  if (info && 'isLacking' in info && info.isLacking) return failed('no_scope', NOT_ALLOWED);
  const url = known ?? (info && 'file' in info ? addressOf(info.file as SlackFile) : undefined);
  if (!url || !isSlacks(url, client.slackApiUrl)) return failed('network', 'Slack does not give this file.');
  const headers = { authorization: `Bearer ${client.token ?? ''}` };
  const bytes = await downloadFile(url, { headers, maxBytes: LARGEST_FILE });
  // Without the scope Slack sends on to its login page, or answers with 403.
  const refused = !bytes.ok && (bytes.error.status === 403 || bytes.error.status === 401);
  return refused ? failed('no_scope', NOT_ALLOWED) : bytes;
}

/** The files of a message, to be opened when they are read. */
export const filesOf = (files: readonly SlackFile[] | undefined, client: webApi.WebClient): FileCall[] =>
  (files ?? []).map((file) => ({
    name: file.name ?? file.title ?? 'file',
    size: file.size ?? 0,
    contentType: file.mimetype ?? null,
    load: () => load(file, client),
  }));
