export async function verifyServer(_: object) {
  return { ok: true, what: 'server' as const, entries: 0, records: 0, fault: null };
}
