import { beforeEach } from 'vitest';
import type { Chat } from '../../src/chat/call-types.ts';
import { commonKey } from '../../src/domain/conversation-key.ts';
import { shippedChat } from '../helpers/shipped.ts';

/** Ada's place in a thread of a channel. */
export const place = {
  tenant: 'slack:T1',
  channel: 'C1',
  person: 'ada',
  thread: commonKey('C1', '1'),
  mayManage: async () => true,
};

/** Creates a new chat over the shipped library for each test of the calling file. */
export function chatInThread() {
  let chat: Chat;
  beforeEach(() => {
    chat = shippedChat();
  });
  return {
    chat: () => chat,
    says: (text: string) => chat.message({ ...place, eventId: null, text }),
    overhears: (text: string) => chat.message({ ...place, eventId: null, text, overheard: true }),
  };
}
