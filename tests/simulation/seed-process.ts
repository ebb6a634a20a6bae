/** Works seeds in a process of its own: told `{ seed }` over IPC, it answers `{ report }`; ends when its parent does. */
import { runSeed } from './run-seeds.ts';
import { openCentre } from './simulated-centre.ts';

const centre = await openCentre();

process.on('message', ({ seed }: { seed: number }) => {
  void runSeed(centre, seed).then((report) => process.connected && process.send?.({ report }));
});
process.once('disconnect', () => void centre.close().finally(() => process.exit(0)));
process.send?.({ ready: true });
