import { defineSlice } from '../kernel/slice.ts';
import { changePassword } from './change-password.ts';
import { changeUser } from './change-user.ts';
import { staffChanges } from './changes.ts';
import { createUser } from './create-user.ts';
import { resetPassword } from './reset-password.ts';
import { revokeUser } from './revoke-user.ts';
import { session } from './session.ts';
import { sessionChanges } from './session-changes.ts';
import { staffNames } from './staff-names.ts';
import { user } from './user.ts';
import { usersList } from './users-list.ts';

export const staff = defineSlice({
  operations: { createUser, changeUser, revokeUser, resetPassword, changePassword },
  queries: { usersList, staffNames },
  changes: [...staffChanges, ...sessionChanges],
  records: [user, session],
});
