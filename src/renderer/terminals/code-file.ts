/** What a file of a code is called: after its counter, without what some system takes for something else. */
export function codeFileName(counterName: string): string {
  const name = counterName
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${name === '' ? 'counter' : name}.counterfoil-code.txt`;
}

/** The code on a line of its own, below what it is for. Lines end as every editor of Windows reads them. */
export function codeFileText(code: string, about: readonly string[]): string {
  return [...about, '', code, ''].join('\r\n');
}
