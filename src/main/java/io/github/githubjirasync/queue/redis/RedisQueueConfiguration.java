package io.github.githubjirasync.queue.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.QueueProperties;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.Delay;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.Lettuce.Cluster.Refresh;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Wires the queue on Redis.
 */
@Configuration(proxyBeanMethods = false)
class RedisQueueConfiguration implements DisposableBean {

	/** To let many held jobs go takes its time. */
	private static final Duration OPERATOR_PATIENCE = Duration.ofSeconds(8);

	private final ScriptRunner scripts;

	private final QueueProperties properties;

	private final List<PartitionScripts> partitions;

	private final Outages outages = new Outages();

	private final FanOut all;

	RedisQueueConfiguration(RedisConnectionFactory connections, QueueProperties properties) {
		this.scripts = new ScriptRunner(connections);
		this.properties = properties;
		SettlementCodec settlements = new SettlementCodec(new SecureRandom());
		this.partitions = IntStream.range(0, properties.partitions())
			.mapToObj((index) -> new PartitionScripts(new Partition(index), this.scripts, properties, settlements))
			.toList();
		this.all = new FanOut(this.partitions, this.outages);
	}

	/**
	 * However long Redis was away, the client tries to reach it about every second; its
	 * own default lets up to 30 s pass. Static, since the connections that this class
	 * needs are made with it.
	 */
	@Bean
	static ClientResourcesBuilderCustomizer promptReconnection() {
		return (resources) -> resources
			.reconnectDelay(Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS));
	}

	/**
	 * On a cluster, whatever hints at a change of masters makes the client ask who they
	 * are, at most once a second; its own default is once in 30 s, by which a master that
	 * was replaced would be missed for as long.
	 */
	@Bean
	static LettuceClientOptionsBuilderCustomizer promptTopology(RedisProperties properties) {
		Refresh refresh = properties.getLettuce().getCluster().getRefresh();
		ClusterTopologyRefreshOptions.Builder topology = ClusterTopologyRefreshOptions.builder()
			.dynamicRefreshSources(refresh.isDynamicRefreshSources())
			.adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
			.refreshTriggersReconnectAttempts(1);
		if (refresh.getPeriod() != null) {
			topology.enablePeriodicRefresh(refresh.getPeriod());
		}
		if (refresh.isAdaptive()) {
			topology.enableAllAdaptiveRefreshTriggers();
		}
		return (options) -> {
			if (options instanceof ClusterClientOptions.Builder cluster) {
				cluster.topologyRefreshOptions(topology.build());
			}
		};
	}

	@Bean
	WorkCalls workCalls(RedisConnectionFactory connections) {
		boolean cluster = connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
		boolean carryLeases = !cluster && this.partitions.size() == 1;
		return new WorkCalls(connections, carryLeases, this.properties.retry());
	}

	@Bean
	MasterWatch masterWatch(RedisConnectionFactory connections, WorkCalls workCalls) {
		return new MasterWatch(connections, workCalls::renew);
	}

	@Bean
	RedisJobQueue jobQueue(WorkCalls workCalls) {
		return new RedisJobQueue(this.partitions, this.properties, workCalls, this.all, this.outages);
	}

	@Bean
	RedisJobLookup jobLookup() {
		return new RedisJobLookup(this.partitions, this.all, this.properties.retry());
	}

	@Bean
	RedisJobSearch jobSearch() {
		return new RedisJobSearch(this.scripts, this.all, this.properties);
	}

	@Bean
	RedisDeadLetters deadLetters(RedisJobLookup jobLookup) {
		return new RedisDeadLetters(this.scripts, this.partitions, this.all, jobLookup, this.properties);
	}

	@Bean
	RedisQueueControl queueControl() {
		return new RedisQueueControl(this.scripts, new FanOut(this.partitions, this.outages, OPERATOR_PATIENCE));
	}

	@Bean
	QueueMeters queueMeters(RedisJobQueue jobQueue) {
		return new QueueMeters(jobQueue, this.outages);
	}

	@Bean
	RedisSafetyHealthIndicator queueHealthIndicator() {
		return new RedisSafetyHealthIndicator(this.scripts, this.all);
	}

	@Bean
	QueueSafetyHealthIndicator queueSafetyHealthIndicator(RedisSafetyHealthIndicator queueHealthIndicator) {
		return new QueueSafetyHealthIndicator(queueHealthIndicator);
	}

	@Bean
	RedisSafetyMeters redisSafetyMeters(RedisSafetyHealthIndicator queueHealthIndicator) {
		return new RedisSafetyMeters(queueHealthIndicator);
	}

	@Override
	public void destroy() {
		this.scripts.close();
	}

}
