import { Button, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';

/** No open till, no collection. */
export function OpenTill({ businessDate }: { businessDate: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const opening = useRun('openTill');
  const openingFloatMinor = figures.parseAmount(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (openingFloatMinor !== undefined && !opening.isPending) opening.mutate({ openingFloatMinor });
  };
  return (
    <div className="door">
      <form className="door-box" onSubmit={submit}>
        <div className="door-main">
          <Title order={2} size="h1">
            {t('till.openTitle')}
          </Title>
          <Text c="dimmed">{t('till.openWhat')}</Text>
          <Text mt="md" size="sm">
            {t('frame.businessDate')}: <strong>{figures.date(businessDate)}</strong>
          </Text>
          <TextInput
            mt="md"
            size="md"
            className="tender-amount"
            label={`${t('till.float')} (${figures.currency})`}
            inputMode="decimal"
            autoComplete="off"
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={tried && openingFloatMinor === undefined ? t('till.floatWrong') : undefined}
          />
          <RefusalNote refusal={opening.refusal} mt="sm" />
          <div className="buttons">
            <Button type="submit" size="md" loading={opening.isPending} rightSection={<Key name="Enter" onButton />}>
              {t('till.open')}
            </Button>
          </div>
        </div>
      </form>
    </div>
  );
}

/** Somebody else's drawer stands open here. */
export function OthersTill({ cashier }: { cashier: string }) {
  const { t } = useTranslation();
  return (
    <div className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={2} size="h1">
            {t('till.othersTitle', { cashier })}
          </Title>
          <Text mt="sm">{t('till.othersWhat', { cashier })}</Text>
        </div>
      </div>
    </div>
  );
}
