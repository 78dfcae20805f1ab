package io.github.githubjirasync.bench.redisson;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.redisson.Redisson;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * Redisson's {@code RBlockingQueue} as a contestant of the queue benchmark: ten threads
 * take strings off a list, without lease, acknowledgement, priority or retry. Reads one
 * command a line ({@code process N}) and answers each with a line of name=value words.
 * Ends when standard input ends.
 */
public final class RedissonPeer {

	private static final int WARM_UP = 2_000;

	private static final int CONCURRENCY = 10;

	private static final int FILLERS = 50;

	private final RBlockingQueue<String> queue;

	private RedissonPeer(RBlockingQueue<String> queue) {
		this.queue = queue;
	}

	/**
	 * Runs the contestant.
	 * @param arguments the port of Redis on loopback
	 * @throws Exception if it fails; the process then ends
	 */
	public static void main(String[] arguments) throws Exception {
		Config config = new Config();
		config.setCodec(new StringCodec());
		config.useSingleServer().setAddress("redis://127.0.0.1:" + arguments[0]).setPingConnectionInterval(0);
		RedissonClient client = Redisson.create(config);
		RedissonPeer peer = new RedissonPeer(client.getBlockingQueue("bench"));
		try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				System.out.println("per_second=" + peer.process(jobs(line)));
			}
		}
		client.shutdown();
	}

	private static int jobs(String command) throws IOException {
		if (!command.startsWith("process ")) {
			throw new IOException("Unknown command: " + command);
		}
		return Integer.parseInt(command.substring("process ".length()));
	}

	private double process(int jobs) throws InterruptedException {
		String[] payloads = new String[4096];
		for (int i = 0; i < payloads.length; i++) {
			payloads[i] = payload(i);
		}
		inParallel(FILLERS, WARM_UP + jobs, (i) -> this.queue.offer(payloads[i % payloads.length]));
		inParallel(CONCURRENCY, WARM_UP, (i) -> this.queue.poll());
		long start = System.nanoTime();
		inParallel(CONCURRENCY, jobs, (i) -> {
			if (this.queue.poll() == null) {
				throw new IllegalStateException("The queue ran dry");
			}
		});
		return jobs / ((System.nanoTime() - start) / 1e9);
	}

	/** The same payload as the other contestants have. */
	private static String payload(int i) {
		StringBuilder body = new StringBuilder(968);
		long x = (i * 2654435761L) & 0xFFFFFFFFL;
		while (body.length() < 960) {
			x = (x * 1664525 + 1013904223) & 0xFFFFFFFFL;
			body.append(Long.toString(x, 36));
		}
		return "{\"id\":" + i + ",\"kind\":\"webhook.delivery\",\"body\":\"" + body.substring(0, 960) + "\"}";
	}

	private static void inParallel(int threads, int count, Work work) throws InterruptedException {
		AtomicInteger next = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		for (int t = 0; t < threads; t++) {
			executor.execute(() -> {
				try {
					for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
						work.run(i);
					}
				}
				finally {
					done.countDown();
				}
			});
		}
		done.await();
		executor.shutdown();
	}

	/** One call for one number. */
	private interface Work {

		void run(int i);

	}

}
