package io.github.githubjirasync.mapping.cache;

import java.time.Duration;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * The service's way to its Redis, but giving up early, and at once while Redis is away.
 *
 * @param base how the service connects to its Redis
 * @param timeout the limit of a command and of making a connection
 */
record ImpatientClient(LettuceClientConfiguration base, Duration timeout) implements LettuceClientConfiguration {

	@Override
	public Duration getCommandTimeout() {
		return this.timeout;
	}

	@Override
	public Optional<ClientOptions> getClientOptions() {
		ClientOptions options = this.base.getClientOptions().orElseGet(ClientOptions::create);
		return Optional.of(options.mutate()
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(options.getSocketOptions().mutate().connectTimeout(this.timeout).keepAlive(true).build())
			.timeoutOptions(TimeoutOptions.enabled(this.timeout))
			.build());
	}

	@Override
	public boolean isUseSsl() {
		return this.base.isUseSsl();
	}

	@Override
	public boolean isVerifyPeer() {
		return this.base.isVerifyPeer();
	}

	@Override
	public SslVerifyMode getVerifyMode() {
		return this.base.getVerifyMode();
	}

	@Override
	public boolean isStartTls() {
		return this.base.isStartTls();
	}

	@Override
	public Optional<ClientResources> getClientResources() {
		return this.base.getClientResources();
	}

	@Override
	public Optional<String> getClientName() {
		return this.base.getClientName();
	}

	@Override
	public Optional<ReadFrom> getReadFrom() {
		return this.base.getReadFrom();
	}

	@Override
	public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
		return this.base.getRedisCredentialsProviderFactory();
	}

	@Override
	public Duration getShutdownTimeout() {
		return this.base.getShutdownTimeout();
	}

	@Override
	public Duration getShutdownQuietPeriod() {
		return this.base.getShutdownQuietPeriod();
	}

}
