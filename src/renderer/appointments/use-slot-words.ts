import { type Slot, timeOf } from '#domain/appointments/slot.ts';
import { useFigures } from '../app/use-figures.ts';

/** A promised time in the window's language: its day, and when it begins and ends. */
export function useSlotWords(): (slot: Pick<Slot, 'date' | 'startMinute' | 'minutes'>) => { day: string; time: string } {
  const figures = useFigures();
  return ({ date, startMinute, minutes }) => ({
    day: figures.day(date),
    time: `${timeOf(startMinute)}–${timeOf(startMinute + minutes)}`,
  });
}
