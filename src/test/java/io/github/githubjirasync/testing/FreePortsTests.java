package io.github.githubjirasync.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FreePorts}. Each instance stands for a JVM: what parts them is the
 * system's own sockets.
 */
class FreePortsTests {

	private static final int SEVERAL_BLOCKS = 3 * FreePorts.BLOCK;

	private final FreePorts one = new FreePorts();

	private final FreePorts other = new FreePorts();

	@AfterEach
	void release() {
		this.one.release();
		this.other.release();
	}

	@Test
	void portsOfSeveralOwnersAreNeverTheSame() {
		List<CompletableFuture<List<Integer>>> taken = List.of(this.one, this.other, this.one, this.other)
			.stream()
			.map((ports) -> CompletableFuture
				.supplyAsync(() -> IntStream.range(0, SEVERAL_BLOCKS).map((i) -> ports.take()).boxed().toList()))
			.toList();
		List<Integer> all = new ArrayList<>();
		taken.forEach((ports) -> all.addAll(ports.join()));
		assertThat(all).hasSize(4 * SEVERAL_BLOCKS)
			.doesNotHaveDuplicates()
			.allMatch((port) -> port > FreePorts.FIRST && port < FreePorts.END);
	}

	@Test
	void portOnWhichSomebodyListensIsLeftOut() throws IOException {
		int before = this.one.take();
		try (ServerSocket somebody = new ServerSocket(before + 1, 1, InetAddress.getLoopbackAddress())) {
			assertThat(this.one.take()).isGreaterThan(somebody.getLocalPort());
		}
	}

}
