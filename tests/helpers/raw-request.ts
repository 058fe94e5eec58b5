import { connect } from 'node:net';

/**
 * Sends bytes over a new TCP connection, in forms that no HTTP client sends. Returns everything received until the
 * server closes the connection. Without `Connection: close` in the text, that is at the server's timeout.
 */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    // A reset after the response does not affect the received bytes.
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

/** Returns the status of a response; null if the connection closed without one. */
export const statusOf = (answer: string): number | null =>
  Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? Number.NaN) || null;

/** Request targets that may break a URL parser, a router or a decoder. */
export const HOSTILE_TARGETS = [
  ...['//', '///', '//x:y/', '/\\x', '\\\\x', 'http://', 'http://[', 'slack', '*', '/%', '/%zz', '/%2e%2e/'],
  ...['/../../package.json', '/health%', '/__proto__', '/constructor', '/toString', '/slack/install?x=%zz'],
  ...['/slack/oauth_redirect?state=%zz&code=%', `/slack/oauth_redirect?state=${'a'.repeat(9000)}`],
  ...['/slack/oauth_redirect?code=a&code=b&state=1&state=2', '/slack/oauth_redirect?error=access_denied'],
  ...[
    'http://user:pw@x/health',
    'http://user:pw@x/feeds/rdo_x.rss',
    'https://@x/',
    'http://x//',
    'http://x/\\x',
  ],
  ...['/slack/events', '/slack/events?x', '/article?fact=__proto__', '/api/complete?text=%'],
];

export const METHODS = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'];
