import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { useRead } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { usePick } from '../app/use-pick.ts';
import { PatientRow } from './patient-row.tsx';

const SHOWN = 12;

/** Finds patients by phone, name or number as one types; arrows choose, Enter takes. */
export function PatientFinder({
  text,
  onText,
  field,
  onTake,
}: {
  text: string;
  onText: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
  onTake: (one: PatientFound) => void;
}) {
  const { t } = useTranslation();
  const typed = text.trim();
  const { data, refusal } = useRead('patientSearch', { text: typed, limit: SHOWN }, { when: typed !== '', keep: true });
  const found = data ?? [];
  const choice = usePick(found, { first: true, onEnter: onTake });
  return (
    <>
      <div className="panel-head">
        <TextInput
          ref={field}
          flex={1}
          size="md"
          aria-label={t('reception.search')}
          placeholder={t('reception.searchHint')}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={<Key name="F2" />}
          rightSectionPointerEvents="none"
          maxLength={100}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={choice.onKeyDown}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={choice.listId}
          aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
          autoComplete="off"
          autoFocus
          // In a dialog too, whose first thing to have the keyboard would be the button that closes it.
          data-autofocus
        />
      </div>
      <div className="scroll">
        <RefusalNote refusal={refusal} />
        <PickList items={found} choice={choice} label={t('reception.found')} onOpen={onTake}>
          {(one) => <PatientRow one={one} note={one.deceasedOn ? t('reception.deceased') : undefined} />}
        </PickList>
        {found.length === 0 && <div className="empty">{typed === '' ? t('reception.searchEmpty') : t('reception.noMatch')}</div>}
      </div>
    </>
  );
}
