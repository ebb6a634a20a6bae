import { defineSlice } from '../kernel/slice.ts';
import { addDoctor } from './add-doctor.ts';
import { changeDoctor } from './change-doctor.ts';
import { doctorChanges } from './changes.ts';
import { doctor } from './doctor.ts';
import { doctorsList } from './doctors-list.ts';
import { importDoctors } from './import-doctors.ts';

export const doctors = defineSlice({
  operations: { addDoctor, changeDoctor, importDoctors },
  queries: { doctorsList },
  changes: doctorChanges,
  records: [doctor],
});
