import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says of every skipped test why, where the list would show a dash; and of a failed one what the window said, where only a file would. */
export default class SaidInWords implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') console.log(`     skipped: ${reasonsOf(test)}`);
    else if (result.status !== 'passed') console.log(windowOf(result));
  }

  printsToStdio(): boolean {
    return false;
  }
}

function reasonsOf({ annotations }: TestCase): string {
  const reasons = annotations.filter(({ type }) => type === 'skip');
  return reasons.map(({ description }) => description ?? 'no reason given').join(' ');
}

/** As Playwright wrote it down: the tree of what the page offered, between two fences. */
function windowOf({ attachments }: TestResult): string {
  const path = attachments.find(({ name }) => name === 'error-context')?.path;
  const written = path ? readFileSync(path, 'utf8') : '';
  return /```yaml\n(.*?)\n```/su.exec(written)?.[1] ?? 'What the window said was not kept.';
}
