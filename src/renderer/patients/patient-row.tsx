import type { PatientFound } from '#domain/patients/patient-search.ts';
import { usePersonLine } from './use-person-line.ts';

/** A patient in a list: who, how old, which number to call. */
export function PatientRow({ one, note }: { one: PatientFound; note?: string }) {
  const personLine = usePersonLine();
  return (
    <div className="patient-row">
      <div className="patient-row-name">
        <span className="clip">{one.name}</span>
        <span className="figure">{one.phone}</span>
      </div>
      <div className="patient-row-more">
        <span className="clip">
          {personLine(one)}
          {note && <strong> · {note}</strong>}
        </span>
        <span className="figure">{one.number}</span>
      </div>
    </div>
  );
}
