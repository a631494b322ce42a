# One image for api, worker and sandbox: the command says which. glibc, since the Temporal SDK has no build for musl here.
FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY . .
RUN mkdir .whiteslip && chown node:node .whiteslip
USER node
VOLUME /app/.whiteslip
CMD ["node", "--import", "tsx", "api/main.ts"]
