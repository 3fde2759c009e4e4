# Maek on Node 24, for use beside a PostgreSQL (see compose.yaml). Without DATABASE_URL the built-in database in /data is
# used.
FROM node:24-bookworm-slim
RUN mkdir /maek /data && chown node:node /maek /data
USER node
WORKDIR /maek
COPY --chown=node:node . .
# The pages are built here once; the server finds them built.
RUN npm ci && node -e "import('./server/web-build.ts').then(({ ensureWeb }) => ensureWeb(() => undefined))"
ENV HOST=0.0.0.0 PORT=4173 MAEK_DATA=/data
VOLUME /data
EXPOSE 4173
HEALTHCHECK --start-period=30s CMD node -e "fetch('http://127.0.0.1:4173/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "server/main.ts"]
