/** `mysql://user:password@host:3306/database`; undefined when the text is not of that form. */
export function parseMysqlUrl(text: string): string | undefined {
  const url = parseUrl(text);
  return url?.protocol === 'mysql:' && url.hostname !== '' && url.pathname.length > 1 ? text : undefined;
}

/** Several URLs as `parseMysqlUrl` takes them, divided by commas. */
export function parseMysqlUrls(text: string): readonly string[] | undefined {
  const urls = text
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  return urls.every((url) => parseMysqlUrl(url) !== undefined) ? Object.freeze(urls) : undefined;
}

// Several hosts with ports are no URL, so that `URL` cannot judge these.
const REDIS_FORMS = [
  /^rediss?:\/\/[^/\s,]+(\/\d*)?$/,
  /^rediss?\+sentinel:\/\/([^@/\s]*@)?[^@/\s]+\/[^/\s]+(\/\d*)?$/,
  /^rediss?\+cluster:\/\/([^@/\s]*@)?[^@/\s]+\/?$/,
];

/** One of the four forms of a Redis address; undefined when the text has none of them. */
export function parseRedisUrl(text: string): string | undefined {
  return REDIS_FORMS.some((form) => form.test(text)) ? text : undefined;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
