import type { Reader } from '../kernel/record.ts';
import { nameKey, type Patient, patient } from './patient.ts';

type Birth = Pick<Patient, 'birthDate' | 'ageYears' | 'ageAsOf'>;
/** What two people are compared by. */
export type Person = Pick<Patient, 'number' | 'name' | 'phone'> & Birth;

/** As many namesakes are looked at for all rows together. */
const NAMESAKES = 1000;

/**
 * People here whom others of these names and births may be, and those whom a batch adds as it goes: the same name, born
 * alike, and no two phones that differ. Read at once for a whole batch, by an index.
 */
export class Lookalikes {
  readonly #byName = new Map<string, Person[]>();

  constructor(reader: Reader, people: readonly Omit<Person, 'number'>[]) {
    const dated = people.filter(({ birthDate }) => birthDate !== null);
    const names = { in: namesOf(dated) };
    const births = { in: [...new Set(dated.map(({ birthDate }) => birthDate))] };
    const options = { limit: NAMESAKES };
    const namesakes = [
      ...(dated.length === 0 ? [] : reader.find(patient, { nameKey: names, birthDate: births }, options)),
      ...(dated.length === 0 ? [] : reader.find(patient, { nameKey: names, birthDate: null }, options)),
      // Of somebody with an age the year may be any of three.
      ...namesOf(people.filter(({ birthDate }) => birthDate === null)).flatMap((key) =>
        reader.find(patient, { nameKey: key }, options),
      ),
    ];
    for (const one of namesakes) this.add(one);
  }

  add(one: Person): void {
    const key = nameKey(one.name);
    this.#byName.set(key, [...(this.#byName.get(key) ?? []), one]);
  }

  of(one: Omit<Person, 'number'>): Person | undefined {
    const samePhone = (other: Person) => one.phone === '' || other.phone === '' || one.phone === other.phone;
    return this.#byName.get(nameKey(one.name))?.find((other) => samePhone(other) && bornAlike(one, other));
  }
}

/** Two birth dates must be equal; where one is only an age, the year may be one off. */
export function bornAlike(one: Birth, other: Birth): boolean {
  if (one.birthDate !== null && other.birthDate !== null) return one.birthDate === other.birthDate;
  const [year, otherYear] = [birthYear(one), birthYear(other)];
  return year !== undefined && otherYear !== undefined && Math.abs(year - otherYear) <= 1;
}

function birthYear({ birthDate, ageYears, ageAsOf }: Birth): number | undefined {
  if (birthDate !== null) return Number(birthDate.slice(0, 4));
  return ageYears === null || ageAsOf === null ? undefined : Number(ageAsOf.slice(0, 4)) - ageYears;
}

function namesOf(people: readonly Pick<Person, 'name'>[]): readonly string[] {
  return [...new Set(people.map(({ name }) => nameKey(name)))];
}
