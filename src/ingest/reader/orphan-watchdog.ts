// Runs in a thread of the reader process. Ends the process when its parent is gone, even while the main thread is
// busy with a job that would never end and so cannot see its input close.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 1_000);
