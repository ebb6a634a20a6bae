import { Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isReference } from '#domain/payments/bank-reference.ts';
import { CLAIM_SOURCES, type ClaimSource, normalReference } from '#domain/payments/claim-changes.ts';
import type { Claim } from '#domain/payments/unconfirmed-tenders.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';

/** Shows what is to be confirmed and asks for the transaction as it stands in the bank. Nothing is filled in beforehand. */
export function ConfirmClaim({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { t } = useTranslation();
  const confirming = useRun('confirmTender');
  const [typed, setTyped] = useState('');
  const [source, setSource] = useState<ClaimSource>('statement');
  const [tried, setTried] = useState(false);
  const isWell = isReference(typed);
  const differs = isWell && normalReference(typed) !== normalReference(claim.reference);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWell && !confirming.isPending)
      confirming.mutate({ at: claim.at, reference: typed.trim(), source }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('claims.confirmTitle')}>
      <form onSubmit={submit}>
        <ClaimFacts claim={claim} />
        <Text mt="sm">{t('claims.confirmWhat', { reference: claim.reference })}</Text>
        <TextInput
          mt="sm"
          label={t('claims.asInBank')}
          description={t('claims.asInBankWhat')}
          error={tried && !isWell ? t('claims.malformed') : undefined}
          maxLength={40}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div role="status" style={{ minHeight: 24 }}>
          {differs && <span className="due-text">{t('claims.differs')}</span>}
        </div>
        <SegmentedControl
          fullWidth
          aria-label={t('claims.source')}
          data={CLAIM_SOURCES.map((value) => ({ value, label: t(`claims.sources.${value}`) }))}
          value={source}
          onChange={(value) => setSource(value as ClaimSource)}
        />
        <RefusalNote refusal={confirming.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={confirming.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('claims.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ClaimFacts({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { kind, amountMinor, patientName, number, cashierName, recordedAtMs } = claim;
  return (
    <Facts
      facts={[
        [t('common.amount'), <strong key="amount">{`${figures.money(amountMinor)} · ${t(`tenders.${kind}`)}`}</strong>],
        [t('claims.patient'), patientName],
        [t('claims.receipt'), `${number} · ${figures.dateTime(recordedAtMs)}`],
        [t('claims.cashier'), cashierName],
      ]}
    />
  );
}
