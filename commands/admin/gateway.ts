import { text } from 'node:stream/consumers';
import { askUnseen } from '../ask-password.ts';
import { words } from '../words.ts';
import { adminCommand, figuresOf, withClinic } from './asking.ts';

const ENVIRONMENT = {
  COUNTERFOIL_GATEWAY_SECRET: "the webhook's secret, where it is neither piped in nor typed",
} as const;

const GATEWAY = 'razorpay';

const setGateway = adminCommand('set', "lets the server take Razorpay's webhooks for the clinic, or changes their secret", {
  environment: ENVIRONMENT,
  more: `The secret comes from COUNTERFOIL_GATEWAY_SECRET, from standard input, or is typed unseen; never as an argument, which
others could read. 16 to 200 characters without a space. The one before it stays good for two days, for what is sent again.`,
}).action(async () => {
  const secret = await webhookSecret();
  await withClinic(async (run) => {
    const result = await run('setGateway', { gateway: GATEWAY, secret });
    return {
      say: `Razorpay's webhooks are taken. In its dashboard, below this server's public address:\n${result.path}`,
      result,
    };
  });
});

const removeGateway = adminCommand('remove', 'takes no more webhooks for the clinic, and forgets their secret').action(() =>
  withClinic(async (run) => {
    const result = await run('removeGateway', { gateway: GATEWAY });
    return { say: "Razorpay's webhooks are turned away from now on.", result };
  }),
);

const showGateway = adminCommand(
  'status',
  'whether webhooks are taken, where they go, and the payments that no receipt takes',
).action(() =>
  withClinic(async (run) => {
    const gateways = await run('gatewaysList', {});
    const waiting = await run('gatewayPayments', {});
    const figures = await figuresOf(run);
    const states = gateways.map(({ id, state, path, byName, setAtMs }) => {
      const since = `${byName}, ${figures.dateTime(setAtMs)}`;
      return state === 'ON' ? `${id}: taken at ${path}, set by ${since}` : `${id}: turned away, removed by ${since}`;
    });
    const payments = waiting.map(({ transactionId, amountMinor, paidAtMs, because, claim }) => {
      const receipt = claim ? ` (${claim.number}, ${figures.money(claim.amountMinor)})` : '';
      return `  ${figures.dateTime(paidAtMs)}  ${figures.money(amountMinor)}  ${transactionId}: ${words.flags[because]}${receipt}`;
    });
    const lines = [...(states.length > 0 ? states : ['No gateway is set: gateway set']), ...payments];
    return { say: lines.join('\n'), result: { gateways, waiting } };
  }),
);

/** Payment gateways that tell the server of UPI payments. */
export const gatewayCommand = adminCommand('gateway', 'payment gateways that confirm UPI payments')
  .addCommand(setGateway)
  .addCommand(removeGateway)
  .addCommand(showGateway);

async function webhookSecret(): Promise<string> {
  const given = process.env.COUNTERFOIL_GATEWAY_SECRET;
  if (given) return given;
  return process.stdin.isTTY ? askUnseen("The webhook's secret") : (await text(process.stdin)).trim();
}
