import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { programOf } from './availability.ts';
import { freePorts } from './free-port.ts';
import { serverProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Nginx {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Certificate of the authority that signed the server's. */
  readonly ca: string;
  /** Lines of the access log so far. */
  accessLog(): string[];
  /** Its error log so far. */
  errorLog(): string;
  stop(): Promise<void>;
}

const repository = join(import.meta.dirname, '..', '..');

/**
 * Real nginx with the repository's own configuration and a new development certificate, in front of
 * instances on the given ports. Only addresses and paths differ from production, and what `replace` changes.
 */
export async function startNginx(upstreamPorts: number[], replace: [string, string][] = []): Promise<Nginx> {
  const folder = temporaryFolder('nginx');
  const [httpPort, httpsPort] = (await freePorts(2)) as [number, number];
  const accessLogFile = join(folder.path, 'access.log');
  cpSync(join(repository, 'nginx'), folder.path, { recursive: true });
  execFileSync('bash', [join(repository, 'scripts', 'make-certs.sh'), '--dir', join(folder.path, 'certs')]);
  rewriteFiles(folder.path, [
    ['/var/log/nginx/access.log', accessLogFile],
    ['listen [::]:80 default_server;', ''],
    ['listen [::]:443 ssl http2 default_server;', ''],
    ['listen 80 ', `listen 127.0.0.1:${httpPort} `],
    ['listen 443 ', `listen 127.0.0.1:${httpsPort} `],
    ...upstreamPorts.map((port, i): [string, string] => [`jieda-${i + 1}:8370`, `127.0.0.1:${port}`]),
    ...replace,
  ]);
  keepTemporaryFilesIn(folder.path);

  // Started by root, the workers would not be let into the folder as another user.
  const settings = `pid ${join(folder.path, 'nginx.pid')}; daemon off; ${userInfo().uid === 0 ? 'user root;' : ''}`;
  const args = ['-p', folder.path, '-c', join(folder.path, 'nginx.conf'), '-e', 'stderr', '-g', settings];
  execFileSync(programOf('nginx'), ['-t', '-q', ...args], { stdio: 'pipe' });
  const process = serverProcess({
    command: programOf('nginx'),
    args,
    isReady: () => answers(httpPort),
  });
  await process.start();
  return {
    httpPort,
    httpsPort,
    ca: readFileSync(join(folder.path, 'certs', 'ca.crt'), 'utf8'),
    accessLog: () => readFileSync(accessLogFile, 'utf8').trim().split('\n'),
    errorLog: () => process.output,
    async stop() {
      await process.stop();
      folder.remove();
    },
  };
}

function rewriteFiles(folder: string, replace: [string, string][]): void {
  const files = ['nginx.conf', ...['conf.d', 'snippets'].flatMap((name) => filesIn(folder, name))];
  for (const file of files.map((name) => join(folder, name))) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      replace.reduce((result, [from, to]) => result.replaceAll(from, to), text),
    );
  }
}

function filesIn(folder: string, name: string): string[] {
  return readdirSync(join(folder, name)).map((file) => join(name, file));
}

/** The built-in places need root. */
function keepTemporaryFilesIn(folder: string): void {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  for (const kind of kinds) mkdirSync(join(folder, 'temp', kind), { recursive: true, mode: 0o777 });
  const lines = kinds.map((kind) => `${kind}_temp_path ${join(folder, 'temp', kind)};\n`);
  writeFileSync(join(folder, 'conf.d', 'temporary-files.conf'), lines.join(''));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(true);
    })
      .on('error', reject)
      .end();
  });
}
