import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterOfVisit } from '#domain/encounters/encounter-of-visit.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRun } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { AlertStrip } from './alert-strip.tsx';
import { draftOf, type EncounterDraft, isSameDraft, writtenOf } from './draft.ts';
import { EarlierVisits } from './earlier-visits.tsx';
import { Treatments } from './treatments.tsx';

/** One visit as the doctor writes it. Saved when they say so, sent to billing with one key. */
export function EncounterPage({
  visit,
  known,
  kept,
  onKeep,
  onSaved,
  onSent,
}: {
  visit: VisitListed;
  known: EncounterOfVisit;
  /** What was being written when the doctor last looked elsewhere. */
  kept: EncounterDraft | undefined;
  onKeep: (draft: EncounterDraft) => void;
  onSaved: () => void;
  onSent: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(kept ?? draftOf(known.encounter));
  const complaint = useRef<HTMLTextAreaElement>(null);
  const finder = useRef<HTMLInputElement>(null);
  const saving = useRun('recordEncounter');
  const sending = useRun('sendToBilling');
  const isBilled = visit.invoiceId !== null;
  const maySend = !isBilled && (visit.state === 'IN_CONSULTATION' || visit.state === 'READY_FOR_BILLING');
  const mayWrite = maySend || isBilled;
  useEffect(() => {
    if (mayWrite) complaint.current?.focus();
  }, [mayWrite]);
  const change = (to: EncounterDraft) => {
    setDraft(to);
    onKeep(to);
  };
  const written = writtenOf(visit.id, draft);
  const busy = saving.isPending || sending.isPending;
  const refusal = saving.refusal ?? sending.refusal;
  const save = () => {
    if (!mayWrite || !written || busy) return;
    sending.reset();
    saving.mutate(written, { onSuccess: onSaved });
  };
  const send = () => {
    if (!maySend || !written || busy) return;
    saving.reset();
    sending.mutate(written, {
      onSuccess: () => {
        notifications.show({ message: t('consulting.sentNow', { name: visit.patientName }) });
        onSent();
      },
    });
  };
  useKeys({ 'mod+Enter': send, 'mod+S': save, f4: () => finder.current?.focus() });
  return (
    <>
      <AlertStrip health={known.health} />
      <AfterSending visit={visit} />
      <div className="note-page">
        <div>
          <NoteFields complaint={complaint} draft={draft} readOnly={!mayWrite} onChange={change} />
          <h3 className="part-title">{t('consulting.treatments')}</h3>
          <Treatments
            rows={draft.treatments}
            onRows={(treatments) => change({ ...draft, treatments })}
            finder={finder}
            disabled={!mayWrite}
          />
        </div>
        <div>
          <EarlierVisits earlier={known.earlier} />
        </div>
      </div>
      <div className="panel-foot">
        <div style={{ flex: 1, minWidth: 0 }}>
          {refusal ? <RefusalNote refusal={refusal} /> : <Standing mayWrite={mayWrite} known={known} draft={draft} />}
        </div>
        <Button
          variant="default"
          onClick={save}
          disabled={!mayWrite || !written}
          loading={saving.isPending}
          rightSection={<Key name="Ctrl S" />}
        >
          {t('consulting.save')}
        </Button>
        <Button
          onClick={send}
          disabled={!maySend || !written}
          loading={sending.isPending}
          rightSection={<Key name="Ctrl Enter" onButton />}
        >
          {t('consulting.send')}
        </Button>
      </div>
    </>
  );
}

function NoteFields({
  complaint,
  draft,
  readOnly,
  onChange,
}: {
  complaint: RefObject<HTMLTextAreaElement | null>;
  draft: EncounterDraft;
  readOnly: boolean;
  onChange: (to: EncounterDraft) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Textarea
        ref={complaint}
        label={t('consulting.complaint')}
        placeholder={t('consulting.complaintHint')}
        rows={2}
        maxLength={2000}
        readOnly={readOnly}
        value={draft.complaint}
        onChange={(event) => onChange({ ...draft, complaint: event.currentTarget.value })}
      />
      <Textarea
        mt="xs"
        label={t('consulting.notes')}
        rows={7}
        maxLength={20_000}
        readOnly={readOnly}
        value={draft.notes}
        onChange={(event) => onChange({ ...draft, notes: event.currentTarget.value })}
      />
    </>
  );
}

/** What becomes of what is added now, where the visit was sent to billing already. */
function AfterSending({ visit }: { visit: VisitListed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { state, invoiceId, readyAtMs, patientName: name } = visit;
  if (invoiceId === null && (state !== 'READY_FOR_BILLING' || readyAtMs === null)) return null;
  return (
    <p className="after-sending" role="status">
      {invoiceId === null
        ? t('consulting.sentAlready', { time: figures.time(readyAtMs ?? 0) })
        : t('consulting.invoiced', { name })}
    </p>
  );
}

function Standing({ mayWrite, known, draft }: { mayWrite: boolean; known: EncounterOfVisit; draft: EncounterDraft }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (!mayWrite) return <span className="visit-more">{t('consulting.notStarted')}</span>;
  if (!isSameDraft(draft, draftOf(known.encounter))) return <span className="chip due">{t('consulting.unsaved')}</span>;
  const savedAtMs = known.encounter?.recordedAtMs ?? null;
  return <span className="visit-more">{savedAtMs === null ? '' : t('consulting.saved', { time: figures.time(savedAtMs) })}</span>;
}
