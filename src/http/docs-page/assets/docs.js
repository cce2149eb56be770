/* global document */

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const WHERE = { path: '路径', query: '查询', header: '请求头' };

const openApi = await (await fetch('/openapi.json')).json();
document.getElementById('about').textContent =
  `${openApi.info.title} ${openApi.info.version}。${openApi.info.description}`;

for (const { name } of openApi.tags) {
  document.getElementById('contents').append(element('a', { href: `#${name}` }, name));
  document
    .getElementById('operations')
    .append(element('h2', { id: name }, name), ...operationsOf(name).map(showOperation));
}
document.getElementById('operations').append(element('h2', { id: '数据结构' }, '数据结构'), ...showSchemas());
document.getElementById('contents').append(element('a', { href: '#数据结构' }, '数据结构'));

/** An element with attributes and children; texts are never read as HTML. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function operationsOf(tag) {
  return Object.entries(openApi.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]?.tags.includes(tag)).map((method) => ({
      path,
      method,
      ...methods[method],
    })),
  );
}

function showOperation(operation) {
  const { operationId, path, method, summary, description, security = [] } = operation;
  const needsKey = security.every((scheme) => 'apiKey' in scheme);
  const body = element('div');
  if (description) body.append(element('p', {}, description));
  if (needsKey) body.append(element('p', {}, '需要访问密钥：Authorization: Bearer <密钥>'));
  body.append(...showParameters(operation), ...showBody(operation), ...showResponses(operation));
  if (method === 'get') body.append(tryForm(operation));
  const title = [
    element('span', { class: 'method' }, method.toUpperCase()),
    element('code', {}, path),
    ` ${summary}`,
  ];
  return element('details', { class: 'operation', id: operationId }, element('summary', {}, ...title), body);
}

function showParameters({ parameters = [] }) {
  if (parameters.length === 0) return [];
  const rows = parameters.map(
    ({ name, in: where, required, schema, description = schema.description ?? '' }) =>
      row('td', [
        element('code', {}, name),
        WHERE[where] ?? where,
        required ? '必填' : '',
        typeOf(schema),
        description,
      ]),
  );
  return [element('h3', {}, '参数'), table(['名称', '位置', '', '类型', '说明'], rows)];
}

function showBody({ requestBody }) {
  if (!requestBody) return [];
  return Object.entries(requestBody.content).flatMap(([mediaType, { schema, example }]) => [
    element('h3', {}, `请求体 ${mediaType}`),
    ...showSchema(schema),
    ...(example === undefined ? [] : [element('pre', {}, JSON.stringify(example, null, 2))]),
  ]);
}

function showResponses({ responses }) {
  return Object.entries(responses).flatMap(([status, { description, content = {} }]) => {
    const parts = Object.entries(content).flatMap(([mediaType, { schema, example }]) => [
      element('p', {}, mediaType),
      ...showSchema(schema),
      ...(example === undefined ? [] : [element('pre', {}, JSON.stringify(example, null, 2))]),
    ]);
    return [element('details', {}, element('summary', {}, `${status} ${description}`), ...parts)];
  });
}

function showSchemas() {
  return Object.entries(openApi.components.schemas).map(([name, schema]) =>
    element('details', { id: `schema-${name}` }, element('summary', {}, name), ...showSchema(schema)),
  );
}

/** A schema as a table of its properties, a link to its name, or a type. */
function showSchema(schema) {
  if (schema === undefined) return [];
  const own = schema.anyOf?.find((part) => part.properties) ?? schema;
  if (!own.properties) return [element('p', {}, typeOf(schema))];
  const required = new Set(own.required ?? []);
  const rows = Object.entries(own.properties).map(([name, property]) =>
    row('td', [
      element('code', {}, name),
      required.has(name) ? '必有' : '',
      typeOf(property),
      property.description ?? '',
    ]),
  );
  return [table(['字段', '', '类型', '说明'], rows)];
}

function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return element('a', { href: `#schema-${name}` }, name);
  }
  const span = element('span');
  if (schema.anyOf ?? schema.oneOf) {
    (schema.anyOf ?? schema.oneOf).forEach((part, index) =>
      span.append(index === 0 ? '' : ' | ', typeOf(part)),
    );
  } else if (schema.enum) span.append(schema.enum.map((value) => JSON.stringify(value)).join(' | '));
  else if (schema.items) span.append(typeOf(schema.items), '[]');
  else if (schema.properties) {
    Object.entries(schema.properties).forEach(([name, property], index) =>
      span.append(index === 0 ? '{ ' : ', ', `${name}: `, typeOf(property)),
    );
    span.append(' }');
  } else span.append([schema.type ?? '任意', schema.format, rangeOf(schema)].filter(Boolean).join(' '));
  return span;
}

function rangeOf({ minimum, maximum, maxLength }) {
  if (maxLength !== undefined) return `至多 ${maxLength} 字`;
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return `${minimum}–${maximum}`;
  return '';
}

function table(heads, rows) {
  return element('div', { class: 'scroll' }, element('table', {}, row('th', heads), ...rows));
}

function row(cell, values) {
  return element('tr', {}, ...values.map((value) => element(cell, {}, value)));
}

/** A form that sends the request and shows what came back. */
function tryForm({ path, parameters = [] }) {
  const inputs = parameters.filter(({ in: where }) => where !== 'header');
  const output = element('pre', { 'aria-live': 'polite', hidden: '' });
  const fields = inputs.map(({ name, in: where, required, schema }) =>
    element(
      'label',
      {},
      name,
      element('input', {
        name,
        'data-in': where,
        ...(required ? { required: '', value: schema.example ?? '' } : {}),
      }),
    ),
  );
  const form = element(
    'form',
    {},
    element('h3', {}, '试一试'),
    ...fields,
    element('button', {}, '发送'),
    output,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    output.hidden = false;
    output.textContent = '……';
    output.textContent = await send(path, [...form.querySelectorAll('input')]).catch(
      (error) => `请求失败：${error.message}`,
    );
  });
  return form;
}

async function send(template, inputs) {
  let path = template;
  const query = new URLSearchParams();
  for (const { name, value, dataset } of inputs) {
    if (dataset.in === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  const url = query.size === 0 ? path : `${path}?${query}`;
  const key = document.getElementById('key').value;
  const response = await fetch(url, key === '' ? {} : { headers: { Authorization: `Bearer ${key}` } });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return `GET ${url}\n${response.status} ${response.statusText}\n${headers}\n\n${await bodyOf(response)}`;
}

async function bodyOf(response) {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json') && !type.includes('ndjson'))
    return JSON.stringify(await response.json(), null, 2);
  if (/^text|ndjson/.test(type)) return response.text();
  return `（${(await response.blob()).size} 字节）`;
}
