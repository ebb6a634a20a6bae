import { Popover, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceFound } from '#domain/catalogue/service-search.ts';
import { useRead } from '../app/asking.ts';
import { fitsTyped } from '../app/fits-typed.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { useFigures } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';

/** Finds a service by name or code as one types; Enter takes it and the field is ready for the next. */
export function ServiceFinder({
  onTake,
  field,
  disabled,
  first = false,
}: {
  onTake: (one: ServiceFound) => void;
  field: Ref<HTMLInputElement>;
  disabled?: boolean;
  /** Has the keyboard when its dialog opens. */
  first?: boolean;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [text, setText] = useState('');
  const typed = text.trim();
  const { data } = useRead('serviceSearch', { text: typed, limit: 8 }, { when: typed !== '', keep: true });
  // What is shown until the next answer was found by what was typed before: only what fits can be taken, however fast Enter is.
  const found = typed === '' ? [] : (data ?? []).filter(({ code, name }) => fitsTyped(`${code} ${name}`, typed));
  const take = (one: ServiceFound) => {
    setText('');
    onTake(one);
  };
  const choice = usePick(found, { first: true, onEnter: take });
  return (
    <Popover
      opened={typed !== ''}
      position="bottom-start"
      width="target"
      shadow="md"
      transitionProps={{ duration: 0 }}
      withinPortal={false}
    >
      <Popover.Target>
        <TextInput
          ref={field}
          data-autofocus={first || undefined}
          aria-label={t('consulting.addService')}
          placeholder={t('consulting.addServiceHint')}
          leftSection={<IconPlus size={16} aria-hidden />}
          rightSection={<Key name="F4" />}
          rightSectionPointerEvents="none"
          disabled={disabled ?? false}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            choice.onKeyDown(event);
            // Nothing is found yet: this Enter is not the form's.
            if (event.key === 'Enter' && typed !== '' && !event.ctrlKey) event.preventDefault();
            if (event.key !== 'Escape' || text === '') return;
            event.stopPropagation();
            setText('');
          }}
          data-mantine-stop-propagation={text !== '' || undefined}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={choice.listId}
          aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
          autoComplete="off"
        />
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <PickList items={found} choice={choice} label={t('consulting.addService')} onOpen={take}>
          {(one) => (
            <div className="service-row">
              <span className="visit-more">{one.code}</span>
              <span className="clip">{one.name}</span>
              <span className="figure">{figures.amount(one.priceNowMinor)}</span>
            </div>
          )}
        </PickList>
        {data && found.length === 0 && <div className="empty">{t('consulting.noService')}</div>}
      </Popover.Dropdown>
    </Popover>
  );
}
