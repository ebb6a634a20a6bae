import { IconAlertTriangle, IconBan, IconCheck, IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TerminalSeen } from '#domain/terminals/terminals-overview.ts';
import { useFigures } from '../app/use-figures.ts';
import { type Standing, standingOf } from './standing.ts';

const LOOKS: Readonly<Record<Standing | 'worked', readonly [tone: string, icon: typeof IconCheck]>> = {
  working: ['good', IconCheck],
  worked: ['wait', IconClockPause],
  silent: ['due', IconClockPause],
  never: ['due', IconClockPause],
  stopped: ['bad', IconAlertTriangle],
  withdrawn: ['wait', IconBan],
};

/**
 * How a terminal stands, in words, colour and a sign. A silent one says since when. While the server does not answer nobody
 * knows that one still works: it did at the last answer.
 */
export function StandingChip({ one, asOfLastAnswer = false }: { one: TerminalSeen; asOfLastAnswer?: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const standing = asOfLastAnswer && standingOf(one) === 'working' ? 'worked' : standingOf(one);
  const [tone, Icon] = LOOKS[standing];
  const since = standing === 'silent' && one.lastContactMs !== null ? figures.dateTime(one.lastContactMs) : '';
  return (
    <span className={`chip with-icon ${tone}`} title={one.reason ?? undefined}>
      <Icon size={14} aria-hidden />
      {t(`terminalsTab.standing.${standing}`, { since })}
    </span>
  );
}
