import { openSink } from '../support/sink.ts';

// A mail server in a process of its own: what it costs to take a message is not counted as what it costs to send one.

const sink = await openSink({});
process.on('message', () => process.send?.({ received: sink.all().length }));
process.once('disconnect', () => process.exit());
process.send?.({ url: sink.url });
