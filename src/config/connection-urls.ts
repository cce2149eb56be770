/** The text itself, `mysql://user:password@host:3306/database`; undefined when it is not of that form. */
export function validMysqlUrl(text: string): string | undefined {
  const url = parseUrl(text);
  return url?.protocol === 'mysql:' && url.hostname !== '' && url.pathname.length > 1 ? text : undefined;
}

/** Several URLs as `validMysqlUrl` takes them, divided by commas. */
export function validMysqlUrls(text: string): readonly string[] | undefined {
  const urls = text
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  return urls.every((url) => validMysqlUrl(url) !== undefined) ? Object.freeze(urls) : undefined;
}

// Several hosts with ports are no URL, so that `URL` cannot judge these.
const REDIS_FORMS = [
  /^rediss?:\/\/[^/\s,]+(\/\d*)?$/,
  /^rediss?\+sentinel:\/\/([^@/\s]*@)?[^@/\s]+\/[^/\s]+(\/\d*)?$/,
  /^rediss?\+cluster:\/\/([^@/\s]*@)?[^@/\s]+\/?$/,
];

/** The text itself, one of the forms of a Redis address; undefined when it has none of them. */
export function validRedisUrl(text: string): string | undefined {
  return REDIS_FORMS.some((form) => form.test(text)) ? text : undefined;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
