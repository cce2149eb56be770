import { AppError } from '../errors.ts';
import { say } from '../said.ts';
import { invalidValue } from '../service/invalid-value.ts';

/**
 * The parameters of a query string, percent-decoded, `+` as space.
 * @param url path and query string, as in the request line
 * @throws AppError `malformed_request` where an escape is not UTF-8, `invalid_value` for a repeated parameter
 */
export function parseQueryString(url: string): Record<string, string> {
  const parameters = Object.create(null) as Record<string, string>;
  const start = url.indexOf('?');
  if (start === -1) return parameters;
  for (let at = start + 1; at < url.length;) {
    const end = url.indexOf('&', at);
    const pair = url.slice(at, end === -1 ? url.length : end);
    at = end === -1 ? url.length : end + 1;
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (name in parameters) {
      throw invalidValue([{ path: name, message: say('重复出现', 'is given more than once') }]);
    }
    parameters[name] = equals === -1 ? '' : decode(pair.slice(equals + 1));
  }
  return parameters;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch (cause) {
    throw escapeNotUtf8(cause);
  }
}

/** A percent escape that decodes to no text. */
export function escapeNotUtf8(cause: unknown): AppError {
  const reason = say('地址里的百分号编码不是 UTF-8', 'A percent escape of the URL is not UTF-8');
  return new AppError('malformed_request', { reason }, { cause });
}
