import { useTranslation } from 'react-i18next';
import type { ApprovalKind } from '#domain/approvals/approval-use.ts';
import type { AskedTill } from '#domain/approvals/asked-till.ts';
import type { RequestFact } from '#domain/approvals/request-text.ts';
import { useRead } from '../app/asking.ts';
import { Facts } from '../app/facts.tsx';
import { LANGUAGES } from '../app/i18n/languages.ts';
import { useLanguage } from '../app/preferences.ts';
import { useFigures } from '../app/use-figures.ts';
import { readFacts } from './facts-of-request.ts';
import { useTillWords } from './use-till-words.ts';

/** Exactly what is asked for: what is signed, read out. */
export function RequestFacts({
  asked,
  facts,
  till,
}: {
  asked: {
    readonly kind: ApprovalKind;
    readonly amountMinor: number;
    readonly requesterName: string;
    readonly patientName: string | null;
    readonly payeeId: string | null;
    readonly reason: string;
  };
  facts: { readonly [name: string]: RequestFact };
  till: AskedTill | null;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const tillWords = useTillWords();
  const { approvals: words, common, drawer, tenders } = LANGUAGES[useLanguage()].words;
  const { data: staff } = useRead('staffNames', {});
  const payee = staff?.find(({ id }) => id === asked.payeeId)?.name ?? asked.payeeId;
  const called = {
    names: { ...words.facts, yes: common.yes, no: common.no },
    values: { category: drawer.categories, tender: tenders, kind: tenders },
  };
  const said = readFacts(facts, called, figures);
  const names = new Set(said.map(([name]) => name));
  const beside: [string, string][] = [
    [words.what, t(`approvals.kinds.${asked.kind}`)],
    ...(till ? [[words.till, tillWords(till)] as [string, string]] : []),
    [words.facts.amountMinor, figures.money(asked.amountMinor)],
    [words.asker, asked.requesterName],
    [words.facts.reason, asked.reason],
    ...(payee ? [[words.facts.payee, payee] as [string, string]] : []),
    ...(asked.patientName ? [[words.facts.patientName, asked.patientName] as [string, string]] : []),
  ];
  return <Facts facts={[...beside.filter(([name]) => !names.has(name)), ...said]} />;
}
