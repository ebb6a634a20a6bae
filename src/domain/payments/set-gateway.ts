import { z } from 'zod';
import { instantMs, text } from '../kernel/fields.ts';
import { defineOperation, defineQuery } from '../kernel/operation.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { GATEWAYS, gatewaySet } from './gateway-changes.ts';

/** Whether the server listens to a gateway for this clinic. */
export const gatewayShape = z.object({
  id: z.enum(GATEWAYS),
  state: z.enum(['ON', 'OFF']),
  setAtMs: instantMs,
  byName: text(120),
});
export type GatewayState = z.infer<typeof gatewayShape>;

export const gateway: RecordType<GatewayState> = defineRecord({
  name: 'gateway',
  shape: gatewayShape,
  stream: 'management',
  handlers: [
    on(gatewaySet, {
      fold: (_one, { gateway: id, state, byName }, { recordedAtMs: setAtMs }) => ({ id, state, byName, setAtMs }),
    }),
  ],
});

const rights = { roles: [], terminals: ['server'], decidedAt: 'central' } as const;

/**
 * Lets the server listen to a gateway for this clinic, with the secret its events are signed with, or a new one. The secret
 * stays with the server, sealed: what is decided here no longer has it.
 */
export const setGateway = defineOperation({
  name: 'setGateway',
  ...rights,
  makes: [gatewaySet],
  hostMakes: 'gatewaySecret',
  input: z.strictObject({
    gateway: z.enum(GATEWAYS),
    /** As the host leaves it: `kept`. */
    secret: text(200),
  }),
  decide({ gateway: id }, { actor, place }) {
    const change = gatewaySet.of({ gateway: id, state: 'ON', byName: actor.name, userId: actor.userId });
    return { changes: [change], result: { gateway: id, path: gatewayPath(id, place.clinicId) } };
  },
});

/** Listens to a gateway no more. What it tells from then on is turned away. */
export const removeGateway = defineOperation({
  name: 'removeGateway',
  ...rights,
  makes: [gatewaySet],
  hostMakes: 'gatewaySecret',
  input: z.strictObject({ gateway: z.enum(GATEWAYS) }),
  decide({ gateway: id }, { actor, reader }) {
    if (reader.get(gateway, id)?.state !== 'ON') return refuse('gateway-not-set');
    return {
      changes: [gatewaySet.of({ gateway: id, state: 'OFF', byName: actor.name, userId: actor.userId })],
      result: { gateway: id },
    };
  },
});

/** The gateways that the server listens to for this clinic, and at which path. */
export const gatewaysList = defineQuery({
  name: 'gatewaysList',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({}),
  read: (_input, { reader, place }) =>
    GATEWAYS.flatMap((id) => {
      const one = reader.get(gateway, id);
      return one ? [{ ...one, path: gatewayPath(id, place.clinicId) }] : [];
    }),
});

/** Where the gateway's events go, below the server's address. */
export function gatewayPath(id: GatewayState['id'], clinicId: string): string {
  return `/gateway/${id}/${clinicId}`;
}
