import { Agent, buildConnector } from 'undici';
import { WrongCertificate } from './wrong-certificate.ts';

const CONNECT_MS = 5_000;
const KEPT_OPEN_MS = 60_000;

/**
 * Connections to the one server. With a fingerprint, the certificate must be exactly that one, whoever signed it; it is
 * compared when the handshake is done and before the connection is handed over, so nothing is said to anybody else.
 * Without one, the certificate must hold under the system's public authorities.
 */
export function pinnedAgent(fingerprint: string | null): Agent {
  const shared = { timeout: CONNECT_MS, allowH2: false };
  if (fingerprint === null) return new Agent({ connect: shared, keepAliveTimeout: KEPT_OPEN_MS });
  // A resumed session shows no certificate, so none is kept.
  const connect = buildConnector({ ...shared, rejectUnauthorized: false, maxCachedSessions: 0 });
  return new Agent({
    keepAliveTimeout: KEPT_OPEN_MS,
    connect(options, callback) {
      connect(options, (error, socket) => {
        if (error || !socket) return callback(error ?? new Error('no connection'), null);
        const shown = 'getPeerCertificate' in socket ? socket.getPeerCertificate().fingerprint256 : undefined;
        if (shown?.replaceAll(':', '').toLowerCase() === fingerprint) return callback(null, socket);
        socket.destroy();
        return callback(new WrongCertificate('the server shows another certificate than the enrolment code named'), null);
      });
    },
  });
}
