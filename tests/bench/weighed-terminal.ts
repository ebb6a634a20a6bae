/** The terminal in the browser shell as `npm run terminal` starts it, which also answers how much memory it has. */
process.on('message', (message: { weigh?: true }) => {
  if (message.weigh) process.send?.({ rssMb: process.memoryUsage.rss() / 1_048_576 });
});
await import('../../commands/terminal.ts');

export {};
