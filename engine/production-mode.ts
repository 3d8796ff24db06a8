// Imported first by each process that renders: React reads this once, when it is first imported, and its development
// build takes four times as long for the same markup.
process.env.NODE_ENV ??= 'production';

export {};
