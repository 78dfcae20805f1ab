package io.github.githubjirasync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our queue as a contestant of the queue benchmark, in a process of its own. Reads one
 * command a line from standard input and answers each with one line of name=value words,
 * as {@code bullmq/peer.mjs} does. Ends when standard input ends.
 */
final class QueuePeer {

	private QueuePeer() {
	}

	/**
	 * Runs the contestant.
	 * @param arguments the URL of Redis, and the level of the log, which goes to standard
	 * error
	 * @throws Exception if it fails; the process then ends
	 */
	public static void main(String[] arguments) throws Exception {
		PrintStream answers = System.out;
		System.setOut(System.err);
		((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
		((Logger) LoggerFactory.getLogger("io.github.githubjirasync")).setLevel(Level.toLevel(arguments[1]));
		try (QueueMeasurements measurements = new QueueMeasurements(arguments[0]);
				BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				answers.println(words(answer(measurements, line.split(" "))));
			}
		}
		System.exit(0);
	}

	private static Map<String, Double> answer(QueueMeasurements measurements, String[] words) throws Exception {
		int[] numbers = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
		return switch (words[0]) {
			case "add" -> measurements.add(numbers[0]);
			case "add_blocking" -> measurements.addBlocking(numbers[0]);
			case "add_bulk" -> measurements.addBulk(numbers[0]);
			case "process" -> measurements.process(numbers[0]);
			case "retry" -> measurements.retry(numbers[0]);
			case "memory" -> measurements.memory(numbers[0]);
			case "listen" -> measurements.listen(numbers[0]);
			case "collect" -> measurements.collect();
			case "produce" -> measurements.produce(numbers[0], numbers[1]);
			case "fill" -> measurements.fill(numbers[0], numbers[1]);
			case "depth" -> measurements.depth(numbers[0], numbers[1]);
			default -> throw new IOException("Unknown command: " + words[0]);
		};
	}

	private static String words(Map<String, Double> figures) {
		return figures.entrySet()
			.stream()
			.map((figure) -> figure.getKey() + "=" + figure.getValue())
			.collect(Collectors.joining(" "));
	}

}
