import type { Clinic } from './clinic.ts';
import type { Weather } from './faulty-network.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How bad the network of a seed is. */
export function weatherOf(clinic: Clinic): Weather {
  const { random } = clinic;
  const worst = random.pick([0.02, 0.1, 0.3]);
  return {
    dropRequest: worst * random.pick([0, 1]),
    dropResponse: worst * random.pick([0, 1]),
    duplicate: worst * random.pick([0, 1]),
    delay: worst,
    usualMs: 200,
    // Longer than a terminal waits for an answer: what it gave up may still arrive, after what it sent next.
    lateMs: 90_000,
  };
}

/** One thing that goes wrong, or is mended. */
export async function trouble(clinic: Clinic): Promise<void> {
  const { random } = clinic;
  const terminal = random.pick(clinic.terminals);
  switch (random.int(6)) {
    case 0:
      return clinic.network.cut(terminal.seat.name);
    case 1:
    case 2:
      return clinic.network.mend(random.pick(clinic.terminals).seat.name);
    case 3:
      clinic.faults.add('terminal-restart');
      return terminal.restart();
    case 4:
      return clinic.restartServer();
    default:
      return setClock(clinic, terminal);
  }
}

/** Somebody sets a machine's clock, or its battery is empty. */
function setClock(clinic: Clinic, terminal: SimulatedTerminal): void {
  const { random } = clinic;
  clinic.faults.add('clock-jump');
  const wrongBy = random.pick([0, 0, 3 * MINUTE_MS, 40 * MINUTE_MS, 5 * HOUR_MS, 3 * DAY_MS, 3650 * DAY_MS]);
  terminal.clock.skewMs = random.chance(0.5) ? wrongBy : -wrongBy;
}
