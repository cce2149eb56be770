/**
 * The outcome of a command, or an error when there is none after `milliseconds`. While this process is busy
 * timers come late and before the replies that have arrived: those are read before the verdict.
 */
export function withPatience<T>(command: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      setImmediate(() => {
        reject(new Error(`No reply within ${milliseconds} ms`));
      });
    }, milliseconds);
    void command.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
