const GIVEN = [
  ...['Aarav', 'Aditi', 'Amit', 'Ananya', 'Anjali', 'Arjun', 'Asha', 'Bharat', 'Chetan', 'Deepa', 'Dinesh', 'Divya'],
  ...['Farhan', 'Gauri', 'Geeta', 'Harish', 'Imran', 'Ishaan', 'Jaya', 'Karan', 'Kavita', 'Lakshmi', 'Manoj', 'Meera'],
  ...['Mohan', 'Nisha', 'Pooja', 'Prakash', 'Rahul', 'Rajesh', 'Rekha', 'Sanjay', 'Shalini', 'Sunita', 'Suresh', 'Vikram'],
];
const FAMILY = [
  ...['Agarwal', 'Bhatt', 'Chatterjee', 'Chauhan', 'Das', 'Desai', 'Fernandes', 'Gupta', 'Iyer', 'Jain', 'Joshi', 'Khan'],
  ...['Kulkarni', 'Kumar', 'Mehta', 'Mishra', 'Naidu', 'Nair', 'Patel', 'Patil', 'Pillai', 'Rao', 'Reddy', 'Saxena'],
  ...['Shah', 'Sharma', 'Singh', 'Sinha', 'Thomas', 'Trivedi', 'Varma', 'Yadav'],
];

/** Spreads whole numbers over 32 bits, so that neighbours do not share a name (Knuth's multiplicative hash). */
function spread(index: number, salt: number): number {
  const product = Math.imul(index * 8 + salt + 1, 0x9e3779b1) >>> 0;
  // Its low bits only count up.
  return Math.imul(product ^ (product >>> 15), 0x85ebca6b) >>> 4;
}

/** A made-up person: names are as common as in a real clinic, phone numbers unlike. Always the same for an index. */
export function imaginedPatient(index: number) {
  const given = GIVEN[spread(index, 1) % GIVEN.length] ?? '';
  const family = FAMILY[spread(index, 2) % FAMILY.length] ?? '';
  const year = 1940 + (spread(index, 3) % 80);
  return {
    externalId: `imagined-${index}`,
    name: `${given} ${family}`,
    phone: `9${String(spread(index, 4) % 1_000_000_000).padStart(9, '0')}`,
    sex: index % 2 === 0 ? ('female' as const) : ('male' as const),
    birthDate: `${year}-0${1 + (spread(index, 5) % 9)}-1${spread(index, 6) % 10}`,
    ageYears: null,
    address: '',
    deceasedOn: null,
  };
}

/** What stands in the search field, key by key, while somebody looks for that person: by name, phone or patient number. */
export function typed(index: number): string[] {
  const { name, phone } = imaginedPatient(index);
  const text = [name, phone, `P01-${String(index % 100_000).padStart(6, '0')}`][index % 3] ?? name;
  return Array.from(text, (_, at) => text.slice(0, at + 1)).filter((part) => !part.endsWith(' '));
}
