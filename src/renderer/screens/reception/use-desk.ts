import { useCallback, useState } from 'react';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import type { Slot } from '#domain/appointments/slot.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { sessionStore } from '../../app/session.ts';
import type { Booked } from '../../appointments/use-booking.ts';
import type { LookedAt } from '../../appointments/use-diary.ts';
import { unfinishedRegistration } from '../../patients/unfinished-registration.ts';

/** What the front desk is at, on the left. */
export type Step =
  | { readonly at: 'search' }
  | { readonly at: 'check-in'; readonly one: PatientFound }
  | { readonly at: 'register' }
  | { readonly at: 'book'; readonly who: Booked; readonly moving: AppointmentListed | null };

/** What was done last: it stays in view until something else is, to be called out and written down. */
export type Given =
  | { readonly what: 'checked-in'; readonly name: string; readonly token: string }
  | { readonly what: 'registered'; readonly name: string }
  | { readonly what: 'booked' | 'moved'; readonly name: string; readonly slot: Slot; readonly doctorName: string };

export interface Desk {
  readonly step: Step;
  readonly text: string;
  readonly given: Given | null;
  /** The day and doctor of what is being booked; null while nothing is. */
  readonly looked: LookedAt | null;
  setText(text: string): void;
  goTo(step: Step): void;
  /** Back to the search. @param clear for whoever comes next */
  toSearch(clear: boolean): void;
  done(given: Given): void;
  /** What was said last holds no more. */
  forget(): void;
  look(at: LookedAt): void;
}

/** Whoever was registering somebody when another person took the window over goes on with it. */
function firstStep(): Step {
  const userId = sessionStore.get().session?.userId ?? '';
  return { at: unfinishedRegistration.of(userId) ? 'register' : 'search' };
}

export function useDesk(): Desk {
  const [text, setText] = useState('');
  const [step, goTo] = useState<Step>(firstStep);
  const [given, setGiven] = useState<Given | null>(null);
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const look = useCallback((at: LookedAt) => setLooked(at), []);
  const toSearch = (clear: boolean) => {
    goTo({ at: 'search' });
    if (clear) setText('');
  };
  return {
    ...{ step, text, given, setText, goTo, toSearch, look },
    looked: step.at === 'book' ? looked : null,
    forget: () => setGiven(null),
    done: (one) => {
      setGiven(one);
      toSearch(true);
    },
  };
}
