import type { Dice } from "./bench-dice.ts";
import { apk, apt, health, meta, tail, user } from "./bench-parts.ts";

/** A Java service. */
export function java(dice: Dice): readonly string[] {
  const maven = dice.in100(55);
  return [
    `FROM ${maven ? "maven:3.9-eclipse-temurin-21" : "gradle:8-jdk17"} AS build`,
    "WORKDIR /workspace",
    ...(dice.in100(50) ? apt(dice) : []),
    maven ? "COPY pom.xml ." : "COPY build.gradle settings.gradle ./",
    ...(maven
      ? ["RUN mvn -B dependency:go-offline"]
      : ["RUN gradle dependencies --no-daemon || true"]),
    "COPY src ./src",
    maven
      ? "RUN mvn -B package -DskipTests && mkdir -p target/dep && cd target/dep && jar -xf ../*.jar"
      : "RUN gradle bootJar --no-daemon && mkdir -p build/dep && (cd build/dep; jar -xf ../libs/*.jar)",
    dice.of([
      "FROM eclipse-temurin:21-jre",
      "FROM eclipse-temurin:17-jre-alpine",
      "FROM openjdk:8-jre-slim",
      "FROM gcr.io/distroless/java21-debian12",
    ]),
    ...meta(dice),
    'ENV JAVA_OPTS="-Xms256m -Xmx512m" TZ=UTC',
    "VOLUME /tmp",
    "WORKDIR /app",
    "COPY --from=build /workspace/target/*.jar app.jar",
    ...dice.some(60, [
      "RUN groupadd -r spring && useradd -r -g spring spring && chown -R spring:spring /app",
      "RUN mkdir -p /app/logs && chmod 777 /app/logs && touch /app/logs/app.log",
      "COPY config/ /app/config/",
      "ARG BUILD_NUMBER=0",
      "ENV BUILD_NUMBER=$BUILD_NUMBER",
      "RUN ln -sf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone && date",
    ]),
    ...tail(dice),
    ...dice.some(55, ["USER spring"]),
    "EXPOSE 8080",
    ...health(dice, 8080),
    dice.of([
      'ENTRYPOINT ["java", "-jar", "/app/app.jar"]',
      "ENTRYPOINT java $JAVA_OPTS -jar /app/app.jar",
      'CMD ["sh", "-c", "java $JAVA_OPTS -jar app.jar"]',
    ]),
  ];
}

/** A program on Debian or Ubuntu. */
export function debian(dice: Dice): readonly string[] {
  return [
    `FROM ${dice.of(["debian:12-slim", "ubuntu:22.04", "ubuntu", "debian:buster", "ubuntu:24.04"])}`,
    ...meta(dice),
    "ENV DEBIAN_FRONTEND=noninteractive",
    ...(dice.in100(40) ? ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]'] : []),
    ...apt(dice),
    "WORKDIR /opt/app",
    dice.of([
      "RUN wget https://example.com/app-1.2.tar.gz && tar xzf app-1.2.tar.gz && rm app-1.2.tar.gz",
      'RUN curl -fsSL https://example.com/app-1.2.tgz -o app.tgz \\\n  && echo "0123abcd  app.tgz" | sha256sum -c - \\\n  && tar xzf app.tgz',
      "ADD https://example.com/app-1.2.tar.gz /opt/app/",
    ]),
    ...dice.some(70, [
      "RUN if [ -f configure ]; then ./configure --prefix=/usr/local; fi && make -j$(nproc) && make install",
      "RUN curl https://example.com/key.asc | apt-key add - && apt-get update && apt-get install -y tool",
      "RUN mkdir -p /var/log/app /var/lib/app && chown -R www-data:www-data /var/log/app && chmod 755 /opt/app",
      "COPY conf/app.conf /etc/app/app.conf",
      "COPY docker-entrypoint.sh /usr/local/bin/",
      "RUN chmod +x /usr/local/bin/docker-entrypoint.sh",
      "RUN for dir in cache data tmp; do mkdir -p /var/lib/app/$dir; done; sed -i 's/debug/info/' /etc/app/app.conf; ldconfig",
      "RUN sed -i 's/^#Port 22/Port 2222/' /etc/ssh/sshd_config && echo 'root:toor' | chpasswd && service ssh start",
      'VOLUME ["/var/lib/app"]',
      "ENV APP_HOME=/opt/app PATH=/opt/app/bin:$PATH",
    ]),
    ...tail(dice),
    ...user(dice, false),
    "EXPOSE 80 443",
    ...health(dice, 80),
    dice.of([
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      "CMD /opt/app/bin/app --foreground",
      'CMD ["app", "--config", "/etc/app/app.conf"]',
    ]),
  ];
}

/** Static files and a server on Alpine. */
export function alpine(dice: Dice): readonly string[] {
  return [
    `FROM ${dice.of(["alpine:3.21", "alpine", "alpine:3.9", "nginx:1.27-alpine"])}`,
    ...meta(dice),
    ...apk(dice),
    ...apk(dice),
    "WORKDIR /srv",
    "COPY nginx.conf /etc/nginx/nginx.conf",
    "COPY public /srv/public",
    ...dice.some(65, [
      "RUN wget -qO- https://example.com/tool.tgz | tar xz -C /usr/local/bin && chmod 755 /usr/local/bin/tool && tool --version",
      "RUN addgroup -g 1000 web && adduser -D -u 1000 -G web web && chown -R web:web /srv",
      "RUN ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log && nginx -t",
      "RUN cp /usr/share/zoneinfo/UTC /etc/localtime; echo UTC > /etc/timezone; apk del tzdata",
      "ENV PORT=8080",
      "ENV API_TOKEN=changeme",
      "RUN set -eux; mkdir -p /run/nginx; rm -rf /var/cache/apk/*; nginx -v",
      "COPY --chmod=755 start.sh /start.sh",
    ]),
    ...tail(dice),
    ...dice.some(50, ["USER web"]),
    "EXPOSE 8080",
    ...health(dice, 8080),
    dice.of([
      'CMD ["nginx", "-g", "daemon off;"]',
      "ENTRYPOINT /start.sh",
      'ENTRYPOINT ["/start.sh"]\nCMD ["nginx"]',
    ]),
  ];
}

/** A PHP application. */
export function php(dice: Dice): readonly string[] {
  return [
    `FROM ${dice.of(["php:8.4-apache", "php:8.2-fpm", "php:7.4-apache"])}`,
    ...meta(dice),
    ...apt(dice),
    "RUN docker-php-ext-configure gd --with-jpeg && docker-php-ext-install -j$(nproc) gd pdo_mysql zip && docker-php-ext-enable opcache",
    "COPY --from=composer:2 /usr/bin/composer /usr/bin/composer",
    ...dice.some(65, [
      "RUN a2enmod rewrite headers && service apache2 restart && a2dissite default-ssl",
      "RUN pecl install redis xdebug && docker-php-ext-enable redis && rm -rf /tmp/pear",
      "COPY docker/php.ini /usr/local/etc/php/conf.d/app.ini",
      "ENV COMPOSER_ALLOW_SUPERUSER=1",
      "ENV DB_PASSWORD=secret",
    ]),
    "WORKDIR /var/www/html",
    "COPY composer.json composer.lock ./",
    "RUN composer install --no-dev --no-scripts && composer clear-cache && rm -rf /root/.composer",
    "COPY . /var/www/html",
    "RUN composer dump-autoload --optimize && chown -R www-data:www-data /var/www/html && chmod -R 755 storage",
    ...tail(dice),
    ...dice.some(30, ["USER www-data"]),
    "EXPOSE 80",
    ...health(dice, 80),
    dice.of(['CMD ["apache2-foreground"]', "CMD php-fpm", 'CMD ["php-fpm"]']),
  ];
}

/** A Ruby on Rails application. */
export function ruby(dice: Dice): readonly string[] {
  return [
    `FROM ${dice.of(["ruby:3.4-slim", "ruby:3.2", "ruby:2.7"])} AS base`,
    ...meta(dice),
    "WORKDIR /rails",
    'ENV RAILS_ENV="production" \\\n    BUNDLE_DEPLOYMENT="1" \\\n    BUNDLE_PATH="/usr/local/bundle"',
    "FROM base AS build",
    ...apt(dice),
    "COPY Gemfile Gemfile.lock ./",
    'RUN bundle install && rm -rf ~/.bundle/ "${BUNDLE_PATH}"/ruby/*/cache && bundle exec bootsnap precompile --gemfile',
    "COPY . .",
    "RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile && bundle exec rake tmp:clear && rm -rf node_modules",
    "FROM base",
    ...apt(dice),
    "COPY --from=build /usr/local/bundle /usr/local/bundle",
    "COPY --from=build /rails /rails",
    ...tail(dice),
    ...user(dice, false),
    'ENTRYPOINT ["/rails/bin/docker-entrypoint"]',
    "EXPOSE 3000",
    'CMD ["./bin/rails", "server"]',
  ];
}
