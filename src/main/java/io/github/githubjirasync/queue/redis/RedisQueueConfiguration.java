package io.github.githubjirasync.queue.redis;

import java.security.SecureRandom;

import io.github.githubjirasync.queue.QueueProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * Wires the queue on Redis.
 */
@Configuration(proxyBeanMethods = false)
class RedisQueueConfiguration {

	@Bean
	ScriptRunner queueScripts(RedisConnectionFactory connections) {
		return new ScriptRunner(connections);
	}

	@Bean
	RedisJobQueue jobQueue(ScriptRunner queueScripts, QueueProperties properties) {
		return new RedisJobQueue(queueScripts, properties, new SettlementCodec(new SecureRandom()));
	}

	@Bean
	RedisDeadLetters deadLetters(ScriptRunner queueScripts, QueueProperties properties) {
		return new RedisDeadLetters(queueScripts, properties);
	}

	@Bean
	QueueMeters queueMeters(RedisJobQueue jobQueue) {
		return new QueueMeters(jobQueue);
	}

	@Bean
	RedisSafetyHealthIndicator queueHealthIndicator(ScriptRunner queueScripts) {
		return new RedisSafetyHealthIndicator(queueScripts);
	}

	@Bean
	RedisMessageListenerContainer queueWakeListener(RedisConnectionFactory connections, RedisJobQueue jobQueue) {
		RedisMessageListenerContainer container = new RedisMessageListenerContainer();
		container.setConnectionFactory(connections);
		container.setTaskExecutor(Runnable::run);
		container.addMessageListener((message, pattern) -> jobQueue.callListeners(), new ChannelTopic("gjs:wake"));
		return container;
	}

}
