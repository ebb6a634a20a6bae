import { Select, Tabs, VisuallyHidden } from '@mantine/core';
import { type ComponentType, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#domain/kernel/roles.ts';
import { useRead } from '../../app/asking.ts';
import { Key } from '../../app/frame/key.tsx';
import { sessionStore } from '../../app/session.ts';
import { useTerminal } from '../../app/use-figures.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Approvals } from '../../approvals/approvals.tsx';
import { AuditExplorer } from '../../audit/audit-explorer.tsx';
import { Flagged } from '../../audit/flagged.tsx';
import { DayClose } from '../../business-days/day-close.tsx';
import { Today } from '../../business-days/today.tsx';
import { Catalogue } from '../../catalogue/catalogue.tsx';
import { TaxedWithoutGstin } from '../../catalogue/taxed-without-gstin.tsx';
import { ClinicSettings } from '../../clinics/clinic-settings.tsx';
import { Series } from '../../documents/series.tsx';
import { Exports } from '../../exports/exports.tsx';
import { Imports } from '../../imports/imports.tsx';
import { PayerShares } from '../../invoices/payer-shares.tsx';
import { Claims } from '../../payments/claims.tsx';
import { Staff } from '../../staff/staff.tsx';
import { Terminals } from '../../terminals/terminals.tsx';
import { AlertsToday } from '../../watch/alerts-today.tsx';
import { useAlerts } from '../../watch/use-alerts.ts';
import { Watch } from '../../watch/watch.tsx';

/** The sections, and whom each is for. */
const SECTIONS = {
  today: { part: Today, roles: ['manager', 'administrator', 'auditor'] },
  approvals: { part: Approvals, roles: ['manager', 'administrator', 'auditor'] },
  claims: { part: Claims, roles: ['manager', 'administrator', 'auditor'] },
  payers: { part: PayerShares, roles: ['manager', 'administrator', 'auditor'] },
  days: { part: DayClose, roles: ['manager', 'administrator', 'auditor'] },
  terminals: { part: Terminals, roles: ['manager', 'administrator', 'auditor'] },
  flagged: { part: Flagged, roles: ['manager', 'administrator', 'auditor'] },
  watch: { part: Watch, roles: ['manager', 'administrator', 'auditor'] },
  audit: { part: AuditExplorer, roles: ['manager', 'administrator', 'auditor'] },
  exports: { part: Exports, roles: ['manager', 'administrator', 'auditor'] },
  staff: { part: Staff, roles: ['manager', 'administrator', 'auditor'] },
  catalogue: { part: Catalogue, roles: ['manager', 'administrator', 'auditor'] },
  series: { part: Series, roles: ['manager', 'administrator', 'auditor'] },
  imports: { part: Imports, roles: ['manager', 'administrator'] },
  clinic: { part: ClinicSettings, roles: ['manager', 'administrator', 'auditor'] },
} as const satisfies Record<string, { part: ComponentType<{ branchId: string }>; roles: readonly Role[] }>;
type Section = keyof typeof SECTIONS;

/** The back office: each section is a place of its own, left with the arrow keys of the list. */
export default function BackOffice() {
  const { t } = useTranslation();
  const here = useTerminal();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const [at, setAt] = useState<Section>('today');
  const [branchId, setBranchId] = useState(here.branchId);
  const mine = (Object.keys(SECTIONS) as Section[]).filter((one) =>
    SECTIONS[one].roles.some((role) => session?.roles.includes(role)),
  );
  useKeys({ f2: () => document.getElementById(`section-${at}`)?.focus() });
  const Part = SECTIONS[at].part;
  const counts = useCounts(branchId, mine);
  return (
    <Tabs
      orientation="vertical"
      value={at}
      onChange={(to) => to && setAt(to as Section)}
      className="sections"
      keepMounted={false}
    >
      <div className="panel section-list">
        <Branches value={branchId} onChange={setBranchId} />
        <Tabs.List aria-label={t('backOffice.sections')}>
          {mine.map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              id={`section-${one}`}
              rightSection={<Count count={counts[one] ?? 0} tone={one === 'watch' ? 'bad' : 'due'} />}
              aria-describedby={counts[one] ? countId(one) : undefined}
            >
              {t(`backOffice.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {counts.watch !== 0 && <VisuallyHidden id={countId('watch')}>{t('watch.news', { count: counts.watch })}</VisuallyHidden>}
        {counts.approvals !== 0 && (
          <VisuallyHidden id={countId('approvals')}>{t('approvals.waiting', { count: counts.approvals })}</VisuallyHidden>
        )}
        <div style={{ flex: 1 }} />
        <span className="visit-more" style={{ padding: 12 }}>
          <Key name="F2" /> {t('backOffice.sections')}
        </span>
      </div>
      <Tabs.Panel value={at} className="section">
        {at === 'today' && <AlertsToday branchId={branchId} onOpen={() => setAt('watch')} />}
        {at === 'today' && <TaxedWithoutGstin />}
        <Part key={branchId} branchId={branchId} />
      </Tabs.Panel>
    </Tabs>
  );
}

const countId = (section: Section) => `count-of-${section}`;

/** What waits in a section for somebody to look at it. A request grows too old without anything being recorded. */
function useCounts(
  branchId: string,
  mine: readonly Section[],
): { readonly [section in Section]?: number } & { readonly watch: number; readonly approvals: number } {
  const { news } = useAlerts(branchId, mine.includes('watch'));
  const { data: asked } = useRead('pendingApprovals', { branchId }, { when: mine.includes('approvals'), everyMs: 60_000 });
  return { watch: news, approvals: asked?.length ?? 0 };
}

/** Said as a description, so that the section keeps its name. */
function Count({ count, tone }: { count: number; tone: 'bad' | 'due' }) {
  if (count === 0) return null;
  return (
    <span className={`chip ${tone}`} aria-hidden>
      {count}
    </span>
  );
}

/** Which branch is looked at; not shown where there is only one. */
function Branches({ value, onChange }: { value: string; onChange: (to: string) => void }) {
  const { t } = useTranslation();
  const { data } = useRead('branchesList', {});
  if (!data || data.length < 2) return null;
  return (
    <Select
      m="xs"
      size="xs"
      label={t('backOffice.branch')}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      allowDeselect={false}
      onChange={(to) => to && onChange(to)}
    />
  );
}
