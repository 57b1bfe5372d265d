import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSignedCertificate } from './certificate.ts';

export interface Served {
  body: string | Uint8Array;
  type?: string;
  /** HTTP status, 200 unless told. */
  status?: number;
  headers?: Record<string, string>;
  /** More of the body, each sent when it has come. */
  rest?: readonly Promise<string>[];
}

export interface SeenRequest {
  method: string;
  url: string;
  body: string;
  /** As they came, by names in small letters. */
  headers: IncomingHttpHeaders;
  /** The connection it came over: the browser's port. */
  over: number | undefined;
  /** False: nothing was to be had at that address, and the browser was told so. */
  served: boolean;
}

/**
 * The whole web as the browser under test sees it, on this computer: a proxy that leads every host to one TLS server,
 * which knows the pages it was given and nothing else. Nothing leaves the machine, and nothing in the browser is
 * intercepted, so caching, streaming and lifetimes are the real ones. 127.0.0.1 itself goes past the proxy.
 */
export interface Web {
  /** `127.0.0.1:port`, for the browser's proxy setting. */
  proxy: string;
  /** From now on `url` (its hash aside) answers with this. */
  serve(url: string, page: Served | string): void;
  /** Everything asked for, oldest first. */
  requests: SeenRequest[];
  close(): Promise<void>;
}

export async function startWeb(): Promise<Web> {
  const pages = new Map<string, Served>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Duplex>();
  const remember = (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };

  const site = createTlsServer(selfSignedCertificate(), (request, response) => {
    void answer(request, response, `https://${request.headers.host}${request.url}`);
  });
  // A page over plain http comes to the proxy itself, with the full address in the request line.
  const proxy = createServer((request, response) => void answer(request, response, request.url ?? ''));
  proxy.on('connect', (_request: IncomingMessage, client: Duplex) => {
    const toSite: Socket = connect((site.address() as AddressInfo).port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(toSite).pipe(client);
    });
    remember(client);
    remember(toSite);
    client.once('close', () => toSite.destroy());
    toSite.once('close', () => client.destroy());
  });
  for (const server of [site, proxy]) server.on('connection', remember);
  site.on('tlsClientError', (_error, socket) => socket.destroy());

  async function answer(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const page = pages.get(withoutHash(url));
    const { method = 'GET', headers: said, socket } = request;
    requests.push({ method, url, body, headers: said, over: socket.remotePort, served: page !== undefined });
    const headers = { 'content-type': page?.type ?? 'text/html; charset=utf-8', 'access-control-allow-origin': '*' };
    response.writeHead(page ? (page.status ?? 200) : 404, { ...headers, ...page?.headers });
    response.write(page?.body ?? '');
    for (const piece of page?.rest ?? []) response.write(await piece);
    response.end();
  }

  await Promise.all([site, proxy].map(listen));
  return {
    proxy: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    serve: (url, page) => {
      pages.set(withoutHash(url), typeof page === 'string' ? { body: page } : page);
    },
    requests,
    close: async () => {
      const closed = [site, proxy].map((server) => new Promise<void>((done) => server.close(() => done())));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

/**
 * A page somebody saved, to be looked at rather than run: its own scripts and frames belong to another day, and would
 * change it or call home.
 */
export const savedPage = (html: string): Served => ({
  body: html,
  headers: { 'content-security-policy': "script-src 'none'; frame-src 'none'; object-src 'none'" },
});

const withoutHash = (url: string): string => new URL(url).href.replace(/#.*$/, '');

function listen(server: Server): Promise<void> {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done()));
}

/** Both browsers ask their makers for updates, whatever is installed in them. */
export const isBrowsersOwn = (url: string): boolean =>
  /^https?:\/\/([\w.-]+\.)?(googleapis\.com|gvt1\.com|mozilla\.com|mozilla\.net|mozilla\.org|firefox\.com)\//.test(
    url,
  ) || /^https:\/\/accounts\.google\.com\/ListAccounts/.test(url);
