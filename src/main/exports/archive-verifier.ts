/** The program that goes into every archive. Plain Node, no dependency, so that it still runs when this product is forgotten. */
export const VERIFIER = String.raw`// Checks a Counterfoil audit archive. Run in its folder: node verify.mjs [--terminal-key <hex>] [--server-key <hex>]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const FORMAT = 'counterfoil-audit-archive/1';

class Fault extends Error {}
const fail = (what) => {
  throw new Fault(what);
};
const read = (name) => {
  try {
    return readFileSync(join(folder, name));
  } catch {
    return fail(name + ' is missing');
  }
};
const json = (name) => {
  try {
    return JSON.parse(read(name).toString('utf8'));
  } catch (error) {
    if (error instanceof Fault) throw error;
    return fail(name + ' is not JSON');
  }
};
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const keyFrom = (text) => createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
const holds = (hash, signature, key) => verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'));
const asked = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

async function fileHash(name) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(join(folder, name))) hash.update(piece);
  return hash.digest('hex');
}

/** RFC 6962: the roots of the perfect subtrees, largest first. */
function appendLeaf(frontier, leaf) {
  const roots = [...frontier.roots];
  let node = leaf;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) node = parentOf(roots.pop(), node);
  return { size: frontier.size + 1, roots: [...roots, node] };
}
const parentOf = (left, right) => sha256(Buffer.from('01' + left + right, 'hex'));
function rootOf({ roots }) {
  const [last, ...rest] = [...roots].reverse();
  return last === undefined ? sha256('') : rest.reduce((right, left) => parentOf(left, right), last);
}

async function checkFiles(manifest) {
  for (const { name, bytes, sha256: expected } of manifest.files) {
    let size;
    try {
      size = statSync(join(folder, name)).size;
    } catch {
      fail(name + ' is missing');
    }
    if (size !== bytes) fail(name + ' has ' + size + ' bytes, the manifest says ' + bytes);
    if ((await fileHash(name)) !== expected) fail(name + ' is not the file the manifest names: its SHA-256 differs');
  }
  return manifest.files.length;
}

function checkEntry(line, where) {
  const { header: text, changes, hash, leaf, verdict } = line;
  if (sha256(text) !== hash) fail(where + ': the hash does not cover the header');
  const header = JSON.parse(text);
  if (header.commitments.length !== changes.length) fail(where + ': changes are missing or added');
  changes.forEach((sealed, at) => {
    if (sealed !== null && sha256(sealed) !== header.commitments[at])
      fail(where + ': change ' + (at + 1) + ' is not the one committed to');
  });
  if (verdict) {
    const { status, postedDate, flags } = verdict;
    const right = sha256('\0' + hash + '\n' + status + '\n' + postedDate + '\n' + flags.join(',') + '\n');
    if (right !== leaf) fail(where + ': the leaf does not cover the entry and its verdict');
  }
  return header;
}

function checkChain(chains, header, hash, where, withheld) {
  const name = header.terminalId + '/' + header.epoch;
  const last = chains.get(name);
  // An entry that was not for this terminal leaves its place in the order, but not in its chain.
  const before = last && withheld > 0 && header.seq > last.seq + 1 ? undefined : last;
  if (before && header.seq !== before.seq + 1) fail(where + ': entry ' + (before.seq + 1) + ' of ' + name + ' is missing');
  if (before && header.prev !== before.hash) fail(where + ': the entry does not link to the one before it');
  if (before && (header.grossInMinor < before.grossIn || header.grossOutMinor < before.grossOut))
    fail(where + ': a perpetual total shrinks');
  chains.set(name, { seq: header.seq, hash, grossIn: header.grossInMinor, grossOut: header.grossOutMinor });
}

async function checkEntries(manifest, keys, start, onPosition) {
  const signers = new Map(keys.terminals.map((one) => [one.id + '/' + one.epoch, one.publicKey]));
  const archiver = keys.archivedBy.terminalId + '/' + keys.archivedBy.epoch;
  const counts = { entries: 0, withheld: 0, documents: 0, signed: 0, unsigned: new Map(), keyless: new Map() };
  signers.set(archiver, keys.archivedBy.publicKey);
  const chains = new Map();
  let frontier = start;
  let position = manifest.first - 1;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(join(folder, 'entries.jsonl')), crlfDelay: Infinity })) {
    number += 1;
    const line = JSON.parse(text);
    const where = 'entries.jsonl, line ' + number;
    if (line.position !== null) {
      position += 1;
      if (line.position !== position) fail(where + ': position ' + position + ' is missing');
      frontier = appendLeaf(frontier, line.leaf);
      onPosition(position, frontier);
    }
    if (line.header === undefined) {
      counts.withheld += 1;
      continue;
    }
    const header = checkEntry(line, where);
    checkChain(chains, header, line.hash, where, counts.withheld);
    counts.entries += 1;
    const author = header.terminalId + '/' + header.epoch;
    const key = signers.get(author);
    if (line.signature && key && !holds(line.hash, line.signature, keyFrom(key)))
      fail(where + ': the signature is not the terminal\u2019s');
    if (header.documentNumber === null) continue;
    counts.documents += 1;
    if (line.signature && key) counts.signed += 1;
    else if (author === archiver) fail(where + ': ' + header.documentNumber + ' is not signed by its terminal');
    else {
      const which = line.signature ? counts.keyless : counts.unsigned;
      which.set(author, (which.get(author) ?? 0) + 1);
    }
  }
  if (position !== manifest.last) fail('entries.jsonl ends at position ' + position + ', the manifest says ' + manifest.last);
  return { ...counts, frontier, chains };
}

function checkLeaves(from, start, onPosition) {
  let frontier = start;
  let position = from;
  for (const line of read('leaves.txt').toString('utf8').split('\n').filter(Boolean)) {
    position += 1;
    const [given, leaf] = line.split(' ');
    if (Number(given) !== position) fail('leaves.txt: position ' + position + ' is missing');
    frontier = appendLeaf(frontier, leaf);
    onPosition(position, frontier);
  }
}

function checkStatement(one, clinicId, key) {
  const root = Buffer.from(one.root, 'hex').toString('base64');
  const text = 'counterfoil/' + one.clinicId + '\n' + one.position + '\n' + root + '\n' + one.atMs + '\n';
  if (one.clinicId !== clinicId) fail('the statement at position ' + one.position + ' is another clinic\u2019s');
  if (!verify(null, Buffer.from(text), key, Buffer.from(one.signature, 'base64')))
    fail('the statement at position ' + one.position + ' is not signed by the server');
}

/** What was checked of the signatures that terminals put under documents, and what could not be. */
function saySignatures({ documents, signed, unsigned, keyless }, keys) {
  const codes = new Map(keys.terminals.map((one) => [one.id + '/' + one.epoch, one.code]));
  const named = (authors) => [...authors].map(([author, count]) => (codes.get(author) || author) + ' ' + count).sort().join(', ');
  console.log('Entries that print a document: ' + documents + '; with their terminal\u2019s signature, which holds: ' + signed);
  if (unsigned.size > 0) console.log('NOT CHECKED, came here without their signature: ' + named(unsigned));
  if (keyless.size > 0) console.log('NOT CHECKED, signed with a key that is not in keys.json: ' + named(keyless));
  if (unsigned.size + keyless.size === 0) return;
  console.log('  Their terminals and the server keep signatures and keys. That these entries are unchanged is shown here by their');
  console.log('  hashes and by the server\u2019s signed statements only.');
}

async function main() {
  const text = read('manifest.json');
  const manifest = json('manifest.json');
  if (manifest.format !== FORMAT) fail('manifest.json is not of the format ' + FORMAT);
  const keys = json('keys.json');
  const { archivedBy, server } = keys;
  for (const [what, key, given] of [
    ['terminal', archivedBy, asked('--terminal-key')],
    ['server', server, asked('--server-key')],
  ]) {
    if (sha256(Buffer.from(key.publicKey, 'base64')) !== key.fingerprint) fail('keys.json: the ' + what + '\u2019s fingerprint is not its key\u2019s');
    if (given !== undefined && given.toLowerCase() !== key.fingerprint) fail('the ' + what + '\u2019s key is not the one expected');
  }
  const signature = read('manifest.sig').toString('utf8').trim();
  if (!holds(sha256(FORMAT + '\n', text), signature, keyFrom(archivedBy.publicKey)))
    fail('manifest.json was changed: its signature is not the terminal\u2019s');
  const files = await checkFiles(manifest);

  const statements = new Map(json('checkpoints.json').map((one) => [one.position, one]));
  for (const one of statements.values()) checkStatement(one, manifest.clinicId, keyFrom(server.publicKey));
  let covered = 0;
  const onPosition = (position, frontier) => {
    const one = statements.get(position);
    if (!one) return;
    if (one.root !== rootOf(frontier)) fail('the tree at position ' + position + ' is not the one the server stated');
    covered = position;
  };
  const { frontier, head } = json('chains.json');
  const found = await checkEntries(manifest, keys, frontier, onPosition);
  checkLeaves(manifest.last, found.frontier, onPosition);
  if (covered < manifest.last) fail('no statement of the server covers position ' + manifest.last);
  if (head && !holds(head.statement, head.signature, keyFrom(archivedBy.publicKey)))
    fail('the end of the terminal\u2019s own chain is not signed by it');

  console.log('Clinic ' + manifest.clinicId + ', ' + manifest.from + ' to ' + manifest.to);
  console.log(files + ' files are as the manifest names them; the terminal signed the manifest');
  console.log(found.entries + ' entries hold and follow each other, positions ' + manifest.first + ' to ' + manifest.last);
  console.log(found.withheld + ' of these positions were not for this terminal: of them only the place in the order is here');
  saySignatures(found, keys);
  console.log('The server\u2019s signed statements cover all of them, up to position ' + covered);
  console.log('Key of the terminal: ' + archivedBy.fingerprint);
  console.log('Key of the server:   ' + server.fingerprint);
  console.log('OK');
}

main().catch((error) => {
  console.error('DOES NOT HOLD: ' + (error instanceof Fault ? error.message : error.stack));
  process.exitCode = 1;
});
`;
