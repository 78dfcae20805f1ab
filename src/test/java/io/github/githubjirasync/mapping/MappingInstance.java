package io.github.githubjirasync.mapping;

import java.time.Duration;
import java.util.Arrays;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One instance of the service as far as it is about mappings: the module's own wiring
 * with Spring Boot's, and a pool of connections of its own.
 */
public final class MappingInstance implements AutoCloseable {

	private final SettableTicker ticker = new SettableTicker();

	private final ConfigurableApplicationContext context;

	private MappingInstance(String database, String redis, String... properties) {
		this.context = new SpringApplicationBuilder(Slice.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("spring.datasource.url=" + database, "spring.data.redis.url=" + redis,
					"github-jira-sync.mapping.cache.redis-timeout=3s",
					// The groups name parts of the service that this is without.
					"management.endpoint.health.validate-group-membership=false")
			.initializers((context) -> context.getBeanFactory().registerSingleton("ticker", this.ticker))
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	/**
	 * Starts an instance.
	 * @param database the database's URL
	 * @param redis the URL of Redis
	 * @param properties more properties, each as {@code key=value}
	 * @return the instance, ready
	 */
	public static MappingInstance start(String database, String redis, String... properties) {
		return new MappingInstance(database, redis, properties);
	}

	public IssueMappings issues() {
		return bean(IssueMappings.class);
	}

	public CommentMappings comments() {
		return bean(CommentMappings.class);
	}

	public JdbcTemplate jdbc() {
		return bean(JdbcTemplate.class);
	}

	public TransactionTemplate transaction() {
		return new TransactionTemplate(bean(PlatformTransactionManager.class));
	}

	public SettableTicker ticker() {
		return this.ticker;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public Object bean(String name) {
		return this.context.getBean(name);
	}

	/**
	 * How often a layer gave an answer since the instance was started.
	 * @param layer the layer's tag
	 * @param result the answer's tag
	 * @return the counter's value
	 */
	public long count(String layer, String result) {
		return (long) bean(MeterRegistry.class).get("github.jira.sync.mapping.cache.requests")
			.tags("layer", layer, "result", result)
			.counter()
			.count();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** A time source that moves when it is told to. */
	public static final class SettableTicker implements Ticker {

		private volatile long nanos;

		@Override
		public long read() {
			return this.nanos;
		}

		public synchronized void advance(Duration duration) {
			this.nanos += duration.toNanos();
		}

	}

	// Not annotated as a configuration, so that no other test's component scan finds it.
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	@ComponentScan
	static final class Slice {

	}

}
