package io.github.githubjirasync.faults;

import java.nio.file.Path;
import java.util.List;

import io.github.githubjirasync.testing.FreePorts;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.ScratchFolder;

/**
 * One Redis with an append-only file.
 *
 * @param process the server
 * @param folder where it keeps its data
 */
record SingleRedis(RedisProcess process, Path folder) implements Servers {

	static SingleRedis start(String... arguments) {
		Path folder = ScratchFolder.create("fault-redis");
		return new SingleRedis(RedisProcess.start(FreePorts.next(), folder, arguments), folder);
	}

	@Override
	public List<String> connection() {
		return List.of("spring.data.redis.url=" + this.process.url());
	}

	@Override
	public void close() {
		this.process.close();
	}

}
