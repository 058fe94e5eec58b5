// Runs in a thread of the reader process. It ends the process when its parent is gone, even while the main thread is
// blocked by a job and cannot notice that its input was closed.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 1_000);
