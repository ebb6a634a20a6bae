/** What lies in an audit archive and how it is checked, for whoever unpacks it years later. */
export const README = `COUNTERFOIL AUDIT ARCHIVE

What this is
  The log of a clinic's counters over some days, as it was hashed when it was written, with everything that is needed to check
  it without the program that wrote it.

How to check it
  1. Unpack all files into one folder.
  2. Install Node.js 20 or later (https://nodejs.org). Nothing else is needed, and no network.
  3. In that folder run:      node verify.mjs
     It says what it checked and ends with OK, or names the first thing that does not hold.
  4. The archive vouches for itself only as far as its keys are the right ones. Compare the two fingerprints it prints with
     those the clinic has on paper, or give them:
         node verify.mjs --terminal-key <fingerprint> --server-key <fingerprint>

What is in it
  manifest.json     what this archive covers, and the SHA-256 and size of every other file
  manifest.sig      Ed25519 signature of the terminal that made the archive, base64, over the SHA-256 of
                    "counterfoil-audit-archive/1", a line feed, and the bytes of manifest.json
  entries.jsonl     one entry of the log per line: position in the clinic's order, header text as it was hashed, changes with
                    their salts, hash, signature, the server's verdict. A change that is null was withheld or erased by law:
                    the header still commits to it.
  entries.csv       the same entries as a list to read
  leaves.txt        leaves of the Merkle tree between the last entry and the server's next statement
  checkpoints.json  statements of the server about its tree, each signed
  chains.json       the tree before the first entry, the ends of every terminal's chain, and the signed end of the archiving
                    terminal's own chain
  keys.json         public keys (SPKI, DER, base64) and their fingerprints (SHA-256)
  verify.mjs        the program that checks it

What a check proves
  No file was changed since the archive was made. Every entry is what its hash says. Each terminal's entries follow each other
  without a gap. The server's signed statements cover exactly these entries, in this order, with these verdicts: none was
  left out between the first and the last.

What it does not prove
  A terminal signs each entry that prints a document, and verify.mjs checks these signatures with the keys in keys.json. Entries
  that reached the archiving terminal before servers sent signatures along have none here, and the key of a machine that was
  replaced is not in keys.json: the server has both. verify.mjs says how many it could not check, and of which terminals.
`;
