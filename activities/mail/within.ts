/**
 * Does something that may be aborted, and aborts it after so many milliseconds. Unlike `AbortSignal.timeout`, leaves
 * nothing behind once it is done: in a burst, thousands of timers would fire for letters long gone.
 */
export async function within<Result>(
  milliseconds: number,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException(`not done within ${milliseconds} ms`, 'TimeoutError')),
    milliseconds,
  );
  try {
    return await act(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
