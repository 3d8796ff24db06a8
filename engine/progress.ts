/**
 * Told what a long step is doing, about once a second.
 *
 * @param step one line in French that stays the same as long as the step does.
 * @param elapsedSeconds seconds since the step began.
 */
export type Progress = (step: string, elapsedSeconds: number) => void;

const quietSeconds = 30;

/**
 * Shows progress as one line: rewritten in place on a terminal, else (CI, log file) printed when the step begins
 * and every 30 seconds.
 *
 * @param stream where to write, standard error by default so that standard output stays the command's.
 * @returns the callback, and `end()` to be called once at the end, which leaves the cursor on a fresh line.
 */
export function lineProgress(stream: NodeJS.WriteStream = process.stderr): { show: Progress; end(): void } {
  let shownStep = '';
  let shownAt = 0;
  const rewrites = stream.isTTY === true;
  const finishLine = (): void => {
    if (rewrites && shownStep !== '') stream.write('\n');
  };
  return {
    show(step, elapsedSeconds) {
      const isNew = step !== shownStep;
      if (!rewrites && !isNew && elapsedSeconds - shownAt < quietSeconds) return;
      if (isNew) finishLine();
      shownStep = step;
      shownAt = elapsedSeconds;
      const line = elapsedSeconds < 1 ? step : `${step} (${spokenDuration(elapsedSeconds)})`;
      stream.write(rewrites ? `\r${fitted(line, stream.columns)}\u001b[K` : `${line}\n`);
    },
    end() {
      finishLine();
      shownStep = '';
    },
  };
}

/** Seconds as people say them in French: `42 s`, `3 min 05 s`. */
export function spokenDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** A line longer than the terminal wraps, and can then no longer be rewritten in place. */
function fitted(line: string, columns: number | undefined): string {
  if (!columns || line.length < columns) return line;
  return `${line.slice(0, Math.max(0, columns - 2))}…`;
}
