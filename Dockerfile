# The image of the service. Build the jar first (./mvnw -DskipTests package), then: docker build -t github-jira-sync .
# Every stage works without a network.

FROM eclipse-temurin:25-jre AS layers
WORKDIR /build
COPY target/github-jira-sync.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre AS application
WORKDIR /app
COPY deploy/docker/jvm.options deploy/docker/health.sh ./
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./

# Starts the context once, without a server to connect to, and records loaded classes and profiles for quick starts.
FROM application AS training
RUN java @jvm.options -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh -Dspring.profiles.active=training -jar app.jar

FROM application
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="github-jira-sync" \
      org.opencontainers.image.description="Keeps GitHub issues and Jira issues in step" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=training /app/app.aot ./
# Else the C library keeps freed memory for each of many threads.
ENV MALLOC_ARENA_MAX=2
# Only /tmp is written to; the root file system may be read-only.
USER 10001:10001
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s --retries=3 CMD ["bash", "/app/health.sh"]
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
