package io.github.githubjirasync.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sends plain commands to one Redis node on loopback, with a connection for each, and
 * follows no redirections: what a test does to a node must not depend on a client's view
 * of the cluster.
 */
final class RespClient {

	private static final int LIMIT_MILLIS = 5_000;

	private RespClient() {
	}

	/**
	 * Sends one command.
	 * @param port the node's port
	 * @param words the command and its arguments
	 * @return a {@code String}, {@code Long}, {@code List} or {@code null}
	 * @throws IllegalStateException if Redis answers with an error
	 */
	static @Nullable Object send(int port, Object... words) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
			socket.setSoTimeout(LIMIT_MILLIS);
			ByteArrayOutputStream command = new ByteArrayOutputStream();
			command.writeBytes(ascii("*" + words.length + "\r\n"));
			for (Object word : words) {
				byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
				command.writeBytes(ascii("$" + bytes.length + "\r\n"));
				command.writeBytes(bytes);
				command.writeBytes(ascii("\r\n"));
			}
			socket.getOutputStream().write(command.toByteArray());
			return answer(new BufferedInputStream(socket.getInputStream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No answer from the Redis on port " + port, ex);
		}
	}

	private static @Nullable Object answer(InputStream in) throws IOException {
		String line = line(in);
		String rest = line.substring(1);
		return switch (line.charAt(0)) {
			case '+' -> rest;
			case ':' -> Long.valueOf(rest);
			case '$' -> bulk(in, Integer.parseInt(rest));
			case '*' -> list(in, Integer.parseInt(rest));
			default -> throw new IllegalStateException(rest);
		};
	}

	private static @Nullable String bulk(InputStream in, int length) throws IOException {
		return (length < 0) ? null : new String(in.readNBytes(length + 2), 0, length, StandardCharsets.UTF_8);
	}

	private static @Nullable List<@Nullable Object> list(InputStream in, int length) throws IOException {
		if (length < 0) {
			return null;
		}
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			list.add(answer(in));
		}
		return list;
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new IOException("The connection was closed");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.UTF_8).strip();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
