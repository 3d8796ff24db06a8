#!/usr/bin/env node
import '../engine/secret-settings-here.ts';
import { runLine } from './line.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `delegation list | head` closes the pipe: nobody reads any more.
  if (error.code === 'EPIPE') process.exit(0);
});

process.exitCode = await runLine(process.argv.slice(2));
