/** The reference of the HTTP benchmark: an Express route that sends the bytes read from standard input. */
import express from 'express';
import { text } from 'node:stream/consumers';

const body = await text(process.stdin);
const app = express();
app.get('/api/v1/ask', (_request, response) => {
  response.type('application/json').send(body);
});
app.listen(Number(process.argv[2]), '127.0.0.1', () => {
  console.log('listening');
});
