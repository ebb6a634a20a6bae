import { useState } from 'react';
import { DOCTORS_AT_ONCE, type DoctorListed } from '#domain/doctors/doctors-list.ts';
import { useRead } from '../app/asking.ts';

/** The doctors of these ids, however many doctors there are. Null is nobody. */
export function useDoctorsOf(ids: readonly (string | null)[]): ReadonlyMap<string, DoctorListed> {
  const asked = [...new Set(ids)].filter((id) => id !== null).sort();
  const { data } = useRead('doctorsList', { ids: asked.slice(0, DOCTORS_AT_ONCE) }, { when: asked.length > 0, keep: true });
  return byId(data ?? []);
}

/** The doctor that whoever is logged in works as: null for none, undefined until it is known. */
export function useOwnDoctor(): DoctorListed | null | undefined {
  const { data } = useRead('doctorsList', { mine: true });
  return data && (data[0] ?? null);
}

/** Doctors as one types: all of them where they are few enough to be read at once, else the first and those that fit. */
export function useDoctorSearch({ withInactive = false } = {}) {
  const [text, setText] = useState('');
  const listed = useRead('doctorsList', { withInactive });
  const tooMany = (listed.data?.length ?? 0) >= DOCTORS_AT_ONCE;
  const when = tooMany && text.trim() !== '';
  const found = useRead('doctorsList', { text: text.slice(0, 100), withInactive }, { when, keep: true });
  return { text, setText, tooMany, listed: listed.data ?? [], found: found.data ?? [], refusal: listed.refusal ?? found.refusal };
}

export function byId(doctors: readonly DoctorListed[]): ReadonlyMap<string, DoctorListed> {
  return new Map(doctors.map((one) => [one.id, one]));
}
