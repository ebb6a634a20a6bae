import type { Random } from '../../commands/random.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';

/** Something a person does at a terminal, as far as what they see there lets them. Refusals are part of a day. */
export type Act = (at: { readonly terminal: SimulatedTerminal; readonly random: Random }) => Promise<void>;
