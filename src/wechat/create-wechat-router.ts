import express, { type RequestHandler, type Router } from 'express';
import type { Cache } from '../service/ports/cache.ts';
import { createDialogue, type ChatAnswering } from './create-dialogue.ts';
import { readMessage } from './inbound-message.ts';
import { parseEnvelope } from './parse-envelope.ts';
import { answerBodyErrors, sendPlain } from './plain-response.ts';
import { createReplier } from './create-replier.ts';
import { queryParameter } from './query-parameter.ts';
import { findSignatureFault } from './signature.ts';
import { NO_REPLY } from './text-reply.ts';
import {
  WECHAT_DEFAULTS,
  type WechatAccount,
  type WechatOptions,
  type WechatSettings,
} from './wechat-options.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const ECHO = /^[\w+/=-]{1,256}$/;

/**
 * The server addresses of WeChat official accounts in plain mode, `/{name}` under the path it is mounted at.
 * @param cache where the instances of the service share conversations; its entries change, so that no level
 * of it may keep one that another instance has overwritten
 * https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
 */
export function createWechatRouter(answering: ChatAnswering, cache: Cache, options: WechatOptions): Router {
  const settings: WechatSettings = { ...WECHAT_DEFAULTS, ...options };
  const readBody = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });
  const router = express.Router({ caseSensitive: true });
  for (const account of settings.accounts) {
    router
      .route(`/${account.name}`)
      .all(demandSignature(account, settings))
      .get(echo)
      .post(readBody, answerMessages(answering, cache, account, settings))
      .all((_request, response) => {
        response.setHeader('Allow', 'GET, POST');
        sendPlain(response, 405, '此地址只支持 GET 和 POST');
      });
  }
  router.use((_request, response) => {
    sendPlain(response, 404, '没有这个公众号');
  });
  router.use(answerBodyErrors);
  return router;
}

function demandSignature({ name, token }: WechatAccount, { clock, logger }: WechatSettings): RequestHandler {
  return (request, response, next) => {
    const query = {
      signature: queryParameter(request, 'signature'),
      timestamp: queryParameter(request, 'timestamp'),
      nonce: queryParameter(request, 'nonce'),
    };
    const fault = findSignatureFault(query, token, clock.now());
    if (fault === null) {
      next();
      return;
    }
    logger.info({ account: name, fault }, 'A WeChat request was refused');
    sendPlain(response, 403, fault);
  };
}

/** Proves to WeChat that the address is ours. */
const echo: RequestHandler = (request, response) => {
  const text = queryParameter(request, 'echostr');
  if (text !== null && ECHO.test(text)) sendPlain(response, 200, text);
  else sendPlain(response, 400, '缺少 echostr 或格式不正确');
};

function answerMessages(
  answering: ChatAnswering,
  cache: Cache,
  account: WechatAccount,
  settings: WechatSettings,
): RequestHandler {
  const reply = createReplier(createDialogue(answering, cache, account, settings), cache, account, settings);
  return async (request, response) => {
    const body: unknown = request.body;
    const envelope = parseEnvelope(Buffer.isBuffer(body) ? body.toString('utf8') : '');
    if (envelope === null) {
      sendPlain(response, 400, '无法解析的消息');
      return;
    }
    const message = readMessage(envelope);
    if (message === null) {
      const encrypted = envelope.has('Encrypt');
      settings.logger.warn(
        { account: account.name, encrypted },
        'Not a plain WeChat message: nothing is answered',
      );
      sendPlain(response, 200, NO_REPLY);
      return;
    }
    const text = await reply(message);
    if (text === NO_REPLY) sendPlain(response, 200, text);
    else response.status(200).type('application/xml').send(text);
  };
}
