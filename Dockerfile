# Two images from one file: `docker build --target api .` and `docker build --target web .`

FROM rust:1.95-bookworm AS build-api
WORKDIR /src
COPY Cargo.toml Cargo.lock rust-toolchain.toml ./
COPY .cargo .cargo
# The dependencies first, in a layer of their own.
RUN mkdir src && echo 'fn main() {}' > src/main.rs && touch src/lib.rs && cargo build --locked --release && rm -r src
COPY config config
COPY migrations migrations
COPY templates templates
COPY src src
RUN touch src/lib.rs src/main.rs && cargo build --locked --release

FROM debian:bookworm-slim AS api
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /data --shell /usr/sbin/nologin goodenough && install -d -o goodenough -m 0700 /data
COPY --from=build-api /src/target/release/goodenough /usr/local/bin/goodenough
USER goodenough
WORKDIR /data
VOLUME /data
ENV GOODENOUGH_DATABASE__URL=sqlite:/data/goodenough.db \
    GOODENOUGH_KEYS__FOLDER=/data/keys \
    GOODENOUGH_MAIL__FOLDER=/data/mail \
    GOODENOUGH_HTTP__ADDRESS=0.0.0.0:8080 \
    GOODENOUGH_HTTP__METRICS_ADDRESS=0.0.0.0:9090 \
    GOODENOUGH_LOG__FORMAT=json
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
ENTRYPOINT ["goodenough"]
CMD ["serve"]

FROM node:24-bookworm-slim AS build-web
WORKDIR /src
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend .
RUN npm run build

FROM node:24-bookworm-slim AS web
WORKDIR /app
COPY --from=build-web /src/build build
COPY --from=build-web /src/package.json package.json
USER node
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
CMD ["node", "build"]
