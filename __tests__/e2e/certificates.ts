import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../testbed/command.ts';

/** Makes an authority, and by it a certificate of a server in server/ and one of its client in client/. */
export async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: string[]) => runCommand('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl('req', '-x509', ...key, '-subj', '/CN=authority', '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem');
  for (const side of ['server', 'client']) {
    mkdirSync(join(folder, side));
    await openssl('req', ...key, '-subj', `/CN=${side}`, '-keyout', `${side}/key.pem`, '-out', `${side}.csr`);
    writeFileSync(join(folder, `${side}.ext`), `subjectAltName=DNS:localhost\nextendedKeyUsage=${side}Auth\n`);
    const signed = ['-req', '-in', `${side}.csr`, '-extfile', `${side}.ext`, '-out', `${side}/cert.pem`];
    await openssl('x509', ...signed, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2');
    await runCommand('cp', ['ca.pem', side], { cwd: folder });
  }
}
