const WIDTH = 24;

/** Draws a progress bar on a terminal's standard error; writes plain lines elsewhere. */
export function createProgress(total: number): (label: string) => void {
  let done = 0;
  return (label) => {
    const filled = Math.round((WIDTH * done) / total);
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${label}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${bar}${done === total ? '\n' : ''}` : `${bar}\n`);
    done++;
  };
}
