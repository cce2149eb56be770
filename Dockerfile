# The full image has the compiler that nodejieba needs where no prebuilt binary fits.
FROM node:22-bookworm AS deps
WORKDIR /app
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit

FROM node:22-bookworm AS build
WORKDIR /app
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit
COPY tsconfig.json tsconfig.build.json vite.config.ts ./
COPY src src
RUN npm run build

FROM node:22-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production \
    TZ=Asia/Shanghai \
    MALLOC_MMAP_THRESHOLD_="131072" \
    NODE_OPTIONS="--max-semi-space-size=4 --v8-pool-size=1" \
    JIEDA_HOST=0.0.0.0 \
    JIEDA_PORT=8370 \
    JIEDA_DATA_DIR=/var/lib/jieda
RUN mkdir /var/lib/jieda && chown node:node /var/lib/jieda
COPY --from=deps /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY data data
USER node
VOLUME /var/lib/jieda
EXPOSE 8370
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.JIEDA_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js", "serve"]
