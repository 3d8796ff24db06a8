import { connect } from 'node:net';

/**
 * What to say where no Temporal server answers. It knocks: a port that is closed, and one that takes a connection but
 * does not answer as it was asked, are not mended alike.
 * @param address `host:port`.
 */
export async function frenchUnreachable(address: string, withTls: boolean): Promise<string> {
  return (await isOpen(address))
    ? `« ${address} » prend la connexion, mais n’y répond pas ${withTls ? 'avec TLS' : 'en clair'} comme un serveur Temporal. Vérifiez, dans les variables ou le profil : TEMPORAL_ADDRESS ; TEMPORAL_TLS_CLIENT_CERT_PATH et TEMPORAL_TLS_CLIENT_KEY_PATH, le certificat de ce client, que l’autorité du serveur doit avoir signé ; TEMPORAL_TLS_SERVER_CA_CERT_PATH, l’autorité qui a signé celui du serveur.`
    : `Aucun serveur Temporal ne répond à « ${address} ». Lancez « npm start » dans un autre terminal, ou désignez votre serveur par TEMPORAL_ADDRESS.`;
}

const patienceMs = 3_000;

function isOpen(address: string): Promise<boolean> {
  const [, host = '', port = ''] = /^(?:\w+:\/+)?\[?([^/]*?)\]?:(\d+)$/.exec(address) ?? [];
  if (host === '' || Number(port) > 65_535) return Promise.resolve(false);
  return new Promise((told) => {
    const socket = connect({ host, port: Number(port), timeout: patienceMs });
    const tell = (open: boolean) => {
      socket.destroy();
      told(open);
    };
    socket.once('connect', () => tell(true));
    socket.once('timeout', () => tell(false));
    socket.once('error', () => tell(false));
  });
}
