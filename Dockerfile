# Digests would pin these images further. They are not here, because whoever changes one must be able to check it: add
# them, and let Renovate or Dependabot keep them fresh, where the builder reaches a registry.

# Debian, not Alpine: the packages that bring Node for `npm run` are linked with glibc.
FROM --platform=$BUILDPLATFORM node:24.21.0-trixie-slim AS build
WORKDIR /build
ENV ASTRO_TELEMETRY_DISABLED=1
COPY .npmrc package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
# The time of the commit, for the bill of materials: docker build --build-arg SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
ARG SOURCE_DATE_EPOCH
RUN npm run build
# nginx sends these as they are, so compression costs nothing at a request.
RUN find dist -type f -regextype posix-extended -regex '.*\.(css|html|js|json|svg|ttf)' \
    -exec gzip --best --keep --no-name {} +

FROM nginxinc/nginx-unprivileged:1.30-alpine-slim
LABEL org.opencontainers.image.title="Drydock" \
      org.opencontainers.image.description="Learn to build container images by hardening real Dockerfiles" \
      org.opencontainers.image.licenses="MIT"
COPY src/host/nginx.conf /etc/nginx/nginx.conf
# Owned by root: the server can read the site and not change it.
COPY --from=build /build/dist /site
USER 101:101
EXPOSE 8080
# BusyBox has wget; slim has no curl.
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \
  CMD ["wget", "-q", "--spider", "http://127.0.0.1:8080/"]
# The image's own entrypoint rewrites configuration at the start, which a read-only file system refuses.
STOPSIGNAL SIGQUIT
ENTRYPOINT ["nginx", "-g", "daemon off;"]
