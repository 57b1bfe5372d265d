import { type Connection, isBuiltIn } from '../../lib/model/connection.ts';
import { browserModel, prepareBuiltIn } from '../../lib/providers/built-in.ts';
import { requestAccess } from '../../lib/settings/access.ts';

/** What must happen inside the click: the browser's question about a host, or the download of its own model. */
export const makeReachable = (connection: Connection, onDownload: (share: number) => void): Promise<boolean> =>
  isBuiltIn(connection) ? prepareBuiltIn(browserModel(), onDownload) : requestAccess(connection.baseUrl);
