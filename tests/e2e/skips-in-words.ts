import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says of every skipped test why, where the list would show a dash. */
export default class SkipsInWords implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== 'skipped') return;
    const reasons = test.annotations
      .filter(({ type }) => type === 'skip')
      .map(({ description }) => description ?? 'no reason given');
    console.log(`     skipped: ${reasons.join(' ')}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
